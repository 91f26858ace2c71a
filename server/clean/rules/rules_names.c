/* SPDX-License-Identifier: MIT */
#include "rules_table.h"

#define ROW(name) [RULE_##name - RULE_NAMES]

/* clang-format off */
const struct rule_row rules_names[] = {
	ROW(NAME_LIST) = { "name.list_split", CLASS_INFERRED, FLAG_NONE,
		"Authors in one string were told apart.",
		"authors",
		"\"Ada Hill, Bob Dale and Cy Fox\"",
		"[{\"family\":\"Hill\",\"given\":\"Ada\"},"
		"{\"family\":\"Dale\",\"given\":\"Bob\"},{\"family\":\"Fox\","
		"\"given\":\"Cy\"}]" },
	ROW(NAME_SPLIT) = { "name.split", CLASS_INFERRED, FLAG_NAME_SPLIT_INFERRED,
		"A name in one string was parted into given and family name.",
		"authors",
		"[{\"name\":\"Ada Maria Hill\"}]",
		"[{\"family\":\"Hill\",\"given\":\"Ada Maria\"}]" },
	ROW(NAME_PARTICLE) = { "name.particle", CLASS_INFERRED, FLAG_NONE,
		"A particle (van, de, al) moved to the family name.",
		"authors",
		"[{\"given\":\"Ada van der\",\"family\":\"Hill\"}]",
		"[{\"family\":\"van der Hill\",\"given\":\"Ada\"}]" },
	ROW(NAME_SUFFIX) = { "name.suffix", CLASS_INFERRED, FLAG_NONE,
		"Jr., III and the like became the suffix.",
		"authors",
		"[{\"given\":\"Bob\",\"family\":\"Dale, Jr.\"}]",
		"[{\"family\":\"Dale\",\"given\":\"Bob\",\"suffix\":\"Jr.\"}]" },
	ROW(NAME_CASE) = { "name.case", CLASS_INFERRED, FLAG_CASE_CHANGED,
		"A name in capitals was written as a name.",
		"authors",
		"[{\"given\":\"GRACE\",\"family\":\"O'HILL\"}]",
		"[{\"family\":\"O'Hill\",\"given\":\"Grace\"}]" },
	ROW(NAME_TITLE) = { "name.title_dropped", CLASS_DROPPED, FLAG_NONE,
		"A title (Dr, Prof, PhD) was removed.",
		"authors",
		"[{\"given\":\"Dr. Ada\",\"family\":\"Hill\"}]",
		"[{\"family\":\"Hill\",\"given\":\"Ada\"}]" },
	ROW(NAME_ROLE) = { "name.role_dropped", CLASS_DROPPED, FLAG_NONE,
		"A role (editor, photographer) was removed.",
		"authors",
		"[{\"name\":\"Hill, Ada (Photographer)\"}]",
		"[{\"family\":\"Hill\",\"given\":\"Ada\"}]" },
	ROW(NAME_TAIL) = { "name.tail_dropped", CLASS_DROPPED, FLAG_NONE,
		"What followed a name (years of life, an address, marks of "
		"footnotes) was removed.",
		"authors",
		"[{\"name\":\"Hill, Ada, 1538?-1599\"}]",
		"[{\"family\":\"Hill\",\"given\":\"Ada\"}]" },
	ROW(NAME_ET_AL) = { "name.et_al", CLASS_DROPPED, FLAG_ET_AL,
		"\"et al.\" or \"others\" stood in the list.",
		"authors",
		"\"Hill A, Dale B, et al.\"",
		"[{\"family\":\"Hill\",\"given\":\"A\"},{\"family\":\"Dale\","
		"\"given\":\"B\"}]" },
	ROW(NAME_ORGANISATION) = { "name.organisation", CLASS_INFERRED, FLAG_NONE,
		"A name was taken for that of an organisation.",
		"authors",
		"[{\"given\":\"ATLAS\",\"family\":\"Collaboration\"}]",
		"[{\"literal\":\"ATLAS Collaboration\"}]" },
	ROW(NAME_INSTITUTION) = { "name.institution_dropped", CLASS_DROPPED, FLAG_AFFILIATION_AS_AUTHOR,
		"An institution that stood among the authors was removed.",
		"authors",
		"[{\"given\":\"Ada\",\"family\":\"Hill\"},{\"name\":\"School "
		"of Art, Ulm\"}]",
		"[{\"family\":\"Hill\",\"given\":\"Ada\"}]" },
	ROW(NAME_AFFILIATION) = { "name.affiliation_moved", CLASS_INFERRED, FLAG_AFFILIATION_IN_NAME,
		"An affiliation that stood in a name moved to the "
		"affiliations.",
		"authors",
		"[{\"name\":\"Hill, Ada (Ulm University)\"}]",
		"[{\"family\":\"Hill\",\"given\":\"Ada\","
		"\"affiliation\":[\"Ulm University\"]}]" },
	ROW(NAME_NOBODY) = { "name.not_a_name", CLASS_DROPPED, FLAG_NOT_A_NAME,
		"A value that names nobody was removed from the authors.",
		"authors",
		"[{\"given\":\"Ada\",\"family\":\"Hill\"},"
		"{\"name\":\"Research Assistant\"}]",
		"[{\"family\":\"Hill\",\"given\":\"Ada\"}]" },
	ROW(NAME_SCRIPT_PAIR) = { "name.script_pair", CLASS_INFERRED, FLAG_DUPLICATE_SCRIPT_VARIANT,
		"A person given in two scripts became one author.",
		"authors",
		"[{\"given\":\"Анна\",\"family\":\"Орлова\"},"
		"{\"given\":\"Anna\",\"family\":\"Orlova\"}]",
		"[{\"family\":\"Орлова\",\"given\":\"Анна\","
		"\"alt\":[{\"family\":\"Orlova\",\"given\":\"Anna\"}]}]" },
	ROW(NAME_HOMOGLYPH) = { "name.homoglyph", CLASS_INFERRED, FLAG_HOMOGLYPH_REPAIRED,
		"Look-alike letters of another script became Latin ones.",
		"authors",
		"[{\"given\":\"Ada\",\"family\":\"Hіll\"}]",
		"[{\"family\":\"Hill\",\"given\":\"Ada\"}]" },
	ROW(NAME_ACCENT) = { "name.accent", CLASS_INFERRED, FLAG_ACCENT_REORDERED,
		"An accent before its vowel was put on it.",
		"authors",
		"[{\"given\":\"Juan\",\"family\":\"Gonz´alez\"}]",
		"[{\"family\":\"González\",\"given\":\"Juan\"}]" },
};
/* clang-format on */
