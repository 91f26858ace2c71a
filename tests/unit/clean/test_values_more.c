/* SPDX-License-Identifier: MIT */
/* Rows that a second reading of the rules asked for. */
#include "test_values.h"

#include "paperd/clean.h"

/* ---- licences on the hosts that are named ---- */

static bool write_license(struct span raw, char out[VALUE_ROOM])
{
	struct clean_license license;

	if (!license_clean(raw, &license, NULL))
		return false;
	snprintf(out, VALUE_ROOM, "%s %s", license.id[0] ? license.id : "-",
		 license.url ? license.url : "-");
	free(license.url);
	return true;
}

#define CC "https://creativecommons.org/"

static const struct value_row license_rows[] = {
	/* A version that SPDX does not list has an address, but no id. */
	{ "http://creativecommons.org/licenses/by/2.1/jp/deed.ja",
	  "- " CC "licenses/by/2.1/jp/" },
	{ "creativecommons.org/licenses/by-sa/5.0",
	  "- " CC "licenses/by-sa/5.0/" },
	{ "http://creativecommons.org/publicdomain/mark/2.1/",
	  "- " CC "publicdomain/mark/2.1/" },
	/* No licence's path: the address, but as https. */
	{ "http://creativecommons.org/licenses/by-nc-nd/",
	  "- " CC "licenses/by-nc-nd/" },
	{ "http://www.gnu.org/copyleft/gpl.html",
	  "- https://www.gnu.org/copyleft/gpl.html" },
	{ "http://opensource.org/about", "- https://opensource.org/about" },
	/* Any other host keeps its http. */
	{ "http://creativecommons.org.example.org/licenses/by/4.0/",
	  "- http://creativecommons.org.example.org/licenses/by/4.0/" },
	/* Names have the versions that exist. */
	{ "CC BY 5.0", "- -" },
	{ "CC BY 2.5", "CC-BY-2.5 " CC "licenses/by/2.5/" },
};

Test(license, on_a_known_host_is_secure)
{
	VALUES_HOLD(license_rows, write_license);
}

/* ---- affiliations ---- */

static bool write_affiliation(struct span raw, char out[VALUE_ROOM])
{
	SCOPED(buf_release) struct buf text = buf_init(VALUE_ROOM - 1);

	if (!clean_affiliation(raw, &text, NULL))
		return false;
	snprintf(out, VALUE_ROOM, "%s", buf_text(&text));
	return true;
}

static const struct value_row affiliation_rows[] = {
	{ "2Department of Physics", "Department of Physics" },
	{ "3École normale, Lyon", "École normale, Lyon" },
	{ "4Österreichische Akademie", "Österreichische Akademie" },
	{ "1INSERM, Paris", "INSERM, Paris" },
	/* The digit is of the name. */
	{ "3M Company, St. Paul", "3M Company, St. Paul" },
	{ "4TU.Federation", "4TU.Federation" },
	{ "2nd Department of Surgery", "2nd Department of Surgery" },
	{ "12 Rue Cuvier, Lyon", "12 Rue Cuvier, Lyon" },
};

Test(affiliation, loses_the_marker_before_a_capital)
{
	VALUES_HOLD(affiliation_rows, write_affiliation);
}

/* ---- copyright ---- */

static bool write_copyright(struct span raw, char out[VALUE_ROOM])
{
	SCOPED(buf_release) struct buf text = buf_init(VALUE_ROOM - 1);

	if (!clean_copyright(raw, &text, NULL))
		return false;
	snprintf(out, VALUE_ROOM, "%s", buf_text(&text));
	return true;
}

static const struct value_row copyright_rows[] = {
	/* What follows a sure sign is of the notice. */
	{ "It grew. © 2009 Wiley, Inc. Muscle Nerve 39: E12-E19, 2009.",
	  "© 2009 Wiley, Inc. Muscle Nerve 39: E12-E19, 2009." },
	{ "It grew. Copyright © 1999-2020, A University. The name is a "
	  "registered trademark of that university.",
	  "Copyright © 1999-2020, A University. The name is a registered "
	  "trademark of that university." },
	{ "It grew. Copyright © 2010 S. Karger AG, Basel.",
	  "Copyright © 2010 S. Karger AG, Basel." },
	/* A text that begins with notices is more than they are. */
	{ "© 2009 Wiley. © 2009 A Society. We saw that it grew again.", NULL },
	/* After a sign that prose can have too, it is prose. */
	{ "It grew. Copyright by authors is kept. We saw that it grew again.",
	  NULL },
	{ "Two: (c) 2018 samples were used. We saw that it grew again.", NULL },
};

Test(copyright, goes_to_the_end)
{
	VALUES_HOLD(copyright_rows, write_copyright);
}
