"""A dictionary whose large chunks have several blocks each."""
print("kind\tid\tname\tlanguage\trole\tflags\txrefs")
print("gene\thgnc:2561\tCXCR4\tmul\tpreferred\tcase\t")
print("drug\tdrugbank:DB00619\timatinib\tmul\tpreferred\t\t")
for i in range(1500):
    print(f"other\tx:{i}\tthing {i * 7919 % 100003} of ours\ten\tpreferred\t\t")
