#!/bin/sh
# SPDX-License-Identifier: MIT
# bibtex: some hundred records with a style that writes one line for each.
. "$(dirname "$0")/calls.sh"

client bibtex "$(bibtex --version | sed -n '1s/BibTeX \([^ ]*\).*/\1/p')" \
	'`\bibdata` is `/v1/records?format=bibtex`, saved'
cp "$here/titles.bst" .
records bibtex 500 >list.bib
# The keys of two lists may be the same: bibtex would say so.
curl -fsS "$base/v1/records/$article?format=bibtex" >one.bib
printf '%s\n' '\citation{*}' '\bibstyle{titles}' '\bibdata{list}' >list.aux
# What TeX is told of its folders, where no more than bibtex is installed.
printf '%s\n' 'BSTINPUTS = .' 'BIBINPUTS = .' >texmf.cnf
export TEXMFCNF=.
bibtex list >log 2>&1

entries() {
	in=$(grep -c '^@' list.bib)
	out=$(grep -c '^entry: ' list.bbl)
	echo "$out entries of $in"
	[ "$in" = "$out" ] && [ "$in" -gt 50 ]
}

quiet() {
	! grep -E -i 'warning|error|---' log | head -n 3 | grep .
}

names() {
	sed -i 's/{list}/{one}/' list.aux
	bibtex list >log 2>&1
	tr -s ' \n' ' ' <list.bbl |
		holds 'entry: Tester and Ångström: Measuring tides on an imaginary coast'
}

call 'reads as many entries as there are' entries
call 'no warnings, no errors' quiet
call 'names and titles through its functions' names
