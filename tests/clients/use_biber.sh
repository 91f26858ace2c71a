#!/bin/sh
# SPDX-License-Identifier: MIT
# biber: the BibTeX of some hundred records, against the data model of biblatex.
. "$(dirname "$0")/calls.sh"

client biber "$(biber --version | sed 's/.*: //')" \
	'`biber --tool --validate-datamodel` of `/v1/records?format=bibtex`'
records bibtex 500 >list.bib
biber --tool --validate-datamodel --output-file out.bib list.bib >log 2>&1

entries() {
	in=$(grep -c '^@' list.bib)
	out=$(grep -ci '^@' out.bib)
	echo "$out entries of $in"
	[ "$in" = "$out" ] && [ "$in" -gt 50 ]
}

# What a work is not known to have; what biblatex has no use for with that type
# and leaves aside, as it does with the BibTeX of Crossref; and a volume that is
# no number, where biblatex wants one of a book.  Its list of publishers by ISBN
# is old: see isbns.
harmless="Missing mandatory field|Invalid field '[a-z]*' for entrytype|\
Invalid value of field 'volume' must be datatype 'integer'|ISBN '97"

# said WORD: biber gave no line of that kind.
said() {
	! grep "^$1" log | grep -E -v "$harmless" | head -n 3 | grep .
}

# The last digit of what biber thinks no ISBN.
isbns() {
	sed -n "s/.*ISBN '\([0-9]*\)'.*/\1/p" log | awk '{
		sum = 0
		for (i = 1; i <= 13; i++)
			sum += substr($0, i, 1) * (i % 2 ? 1 : 3)
		if (length($0) != 13 || sum % 10) {
			print
			bad = 1
		}
	}
	END { exit bad }'
}

call 'reads as many entries as there are' entries
call 'no errors' said ERROR
call 'no warning of a type, a field or a value that biblatex does not know' \
	said WARN
call 'ISBNs, by their last digit' isbns
