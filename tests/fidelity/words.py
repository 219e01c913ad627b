"""Words of two texts compared in order, for the programs of this folder."""
import bisect
import json
import os
import re
import subprocess
import unicodedata

WORD = re.compile(r"\w+")
SMALL = 400_000


def words(text):
    """Runs of letters and digits; superscripts, ligatures and capitals do not count as different."""
    return WORD.findall(unicodedata.normalize("NFKC", text).lower())


def table(a, b):
    """Pairs (i, j) of a longest common subsequence of two short lists."""
    rows = [[0] * (len(b) + 1)]
    for x in a:
        last, row = rows[-1], [0]
        for j, y in enumerate(b):
            row.append(last[j] + 1 if x == y else max(last[j + 1], row[j]))
        rows.append(row)
    pairs, i, j = [], len(a), len(b)
    while i and j:
        if a[i - 1] == b[j - 1] and rows[i][j] == rows[i - 1][j - 1] + 1:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif rows[i - 1][j] >= rows[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def anchors(a, b, size):
    """Pairs of runs of `size` words that are in both lists once, the longest rising chain of them."""
    def once(items):
        places = {}
        for i in range(len(items) - size + 1):
            key = tuple(items[i:i + size])
            places[key] = i if key not in places else None
        return {key: i for key, i in places.items() if i is not None}
    left, right = once(a), once(b)
    pairs = sorted((i, right[key]) for key, i in left.items() if key in right)
    tails, ends, before = [], [], [None] * len(pairs)
    for n, (_, j) in enumerate(pairs):
        at = bisect.bisect_left(tails, j)
        before[n] = ends[at - 1] if at else None
        tails[at:at + 1], ends[at:at + 1] = [j], [n]
    chain, n = [], ends[-1] if ends else None
    while n is not None:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]


def common(a, b):
    """Pairs (i, j) of equal words in order: nearly the longest list of such."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    pairs = [(i, i) for i in range(start)]
    a, b = a[start:], b[start:]
    if len(a) * len(b) <= SMALL:
        return pairs + [(start + i, start + j) for i, j in table(a, b)]
    chain = next((found for found in (anchors(a, b, size) for size in (5, 3, 2, 1)) if found), [])
    if not chain:
        return pairs
    i = j = 0
    for x, y in chain + [(len(a), len(b))]:
        if x < i or y < j:
            continue
        pairs += [(start + i + p, start + j + q) for p, q in common(a[i:x], b[j:y])]
        if x < len(a):
            pairs.append((start + x, start + y))
        i, j = x + 1, y + 1
    return pairs


def runs(ours, theirs):
    """(words of ours, words of theirs, whether they are the same), in order; the same letters
    parted in other places (`CO 2` and `CO2`) are."""
    i = j = 0
    for x, y in common(ours, theirs) + [(len(ours), len(theirs))]:
        if x > i or y > j:
            left, right = ours[i:x], theirs[j:y]
            yield left, right, "".join(left) == "".join(right)
        if x < len(ours):
            yield [ours[x]], [theirs[y]], True
        i, j = x + 1, y + 1


def read(paths, *options):
    """The documents that `glosa read` makes of the files, in their order."""
    run = subprocess.run([os.environ["GLOSA"], "read", *options, *paths], capture_output=True,
                         check=False)
    if run.returncode not in (0, 3):
        raise SystemExit(f"glosa read: {run.stderr.decode(errors='replace')}")
    return [json.loads(line) for line in run.stdout.splitlines()[1:]]
