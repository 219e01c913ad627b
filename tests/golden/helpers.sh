# What the cases share. Source it: . "$HELPERS"

# try COMMAND...: runs it, shows both of its outputs and its exit status.
try() {
    "$@" 2>&1
    echo "status $?"
}

# skip REASON
skip() {
    echo "$*"
    exit 77
}

# query DB SQL: rows with | between columns.
query() { sqlite3 -batch -bail "$1" "$2"; }

# dump DB: every row of every table but where and when the run took place.
dump() {
    for table in document section sentence mention entity mention_candidate abbreviation \
        figure_entity problem
    do
        echo "-- $table"
        query "$1" "SELECT * FROM $table ORDER BY 1, 2, 3"
    done
    query "$1" "SELECT path, sha256, sources FROM dictionary ORDER BY dictionary_id"
    query "$1" "SELECT version, history FROM run ORDER BY run_id"
}

# offsets DB: the rows that break the contract of offsets; there must be none.
offsets() {
    query "$1" 'SELECT mention_id, m.text, s.text FROM mention m JOIN sentence s
        USING (sentence_id)
        WHERE substr(s.text, m.start - s.start + 1, m."end" - m.start) IS NOT m.text
           OR m.start < s.start OR m."end" > s."end" OR m."end" <= m.start
           OR length(s.text) <> s."end" - s.start'
}

# problems DB: code, file and stage of what went wrong.
problems() { query "$1" 'SELECT stage, code, path, position FROM problem ORDER BY problem_id'; }

# mentions DB: what was found, in reading order.
mentions() {
    query "$1" 'SELECT document, sentence, start, "end", text, kind, entity, method
        FROM mention_table'
}

# dictionary: writes names.tsv, five names in all.
dictionary() {
    {
        printf 'kind\tid\tname\tlanguage\trole\tflags\txrefs\n'
        printf 'gene\thgnc:2561\tCXCR4\tmul\tpreferred\tcase\tuniprot:P61073\n'
        printf 'gene\thgnc:10672\tCXCL12\tmul\tpreferred\t\t\n'
        printf 'gene\thgnc:10672\tSDF-1\tmul\tsymbol\t\t\n'
        printf 'drug\tdrugbank:DB00619\timatinib\tmul\tpreferred\t\tchebi:45783\n'
        printf 'family\tfplx:NFkappaB\tNF-κB\tmul\tpreferred\t\t\n'
    } >names.tsv
}

# article: one short text that names all of them.
article() {
    printf '%s\n' 'Resistencia a imatinib' '' \
        'El eje CXCL12 (SDF-1) y CXCR4 activa NF-κB. La leucemia resiste a imatinib.'
}

# long_jsonl COUNT: so many small documents.
long_jsonl() {
    awk -v count="$1" 'BEGIN { for (i = 1; i <= count; i++)
        printf "{\"id\":\"d%d\",\"text\":\"CXCR4 and imatinib, sentence %d.\"}\n", i, i }'
}

# left: what lies in the folder now, one name a line.
left() { ls -A; }

# wait_for FILE-OR-COMMAND...: until the command succeeds, ten seconds (times slowness) at most.
wait_for() {
    tries=$((100 * GLOSA_SLOWNESS))
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || return 1
        sleep 0.1
    done
}
