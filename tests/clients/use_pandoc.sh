#!/bin/sh
# SPDX-License-Identifier: MIT
# pandoc: the bibliography of a document is an address of paperd.
. "$(dirname "$0")/calls.sh"

client pandoc "$(pandoc --version | sed -n '1s/pandoc //p')" \
	'`--citeproc --bibliography "http://127.0.0.1:8080/…#.bib"`: '\
'the end of the address says the form'
list="$base/v1/records?query=imaginary+coast"
key=$(curl -fsS "$base/v1/records/$article?format=bibtex" |
	sed -n 's/^@article{\(.*\),$/\1/p')

# cite KEY ADDRESS
cite() {
	echo "As said [@{$1}]." | pandoc --citeproc --to plain --wrap none \
		--bibliography "$2" | holds 'Measuring Tides on an Imaginary Coast'
}

# of FORM: a list of records as pandoc's own list of references.
of() {
	records "$1" 300 >list
	count=$(pandoc --from "$2" --to csljson list | grep -c '"id":')
	wanted=$(records ndjson 300 | wc -l)
	echo "$count entries of $wanted"
	[ "$count" = "$wanted" ] && [ "$count" -gt 50 ]
}

call 'CSL-JSON of a list' cite "$article" "$list&format=csl#.json"
call 'BibTeX of a DOI' \
	cite "$key" "$base/v1/records/$article?format=bibtex#.bib"
call 'BibTeX of a list' cite "$key" "$list&format=bibtex#.bib"
call 'reads the CSL-JSON of some hundred records' of csl csljson
call 'reads the BibTeX of some hundred records' of bibtex bibtex
call 'reads it as biblatex' of bibtex biblatex
