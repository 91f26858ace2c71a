/* SPDX-License-Identifier: MIT */
/*
 * Other identifiers than the DOI, as requests write them.
 */
#include "handlers.h"

#include "paperd/values.h"

/* Takes "scheme:" off the front, whatever its case. */
static bool take_label(const char *scheme, struct span *text)
{
	size_t len = strlen(scheme);

	if (!span_starts_nocase(*text, scheme) || text->len == len ||
	    text->at[len] != ':')
		return false;
	*text = span_trim(span_slice(*text, len + 1, text->len));
	return true;
}

/* Takes "https://" off the front, also with a slash eaten by a proxy. */
static struct span without_protocol(struct span text)
{
	size_t at = 0;

	if (span_starts_nocase(text, "https:/"))
		at = strlen("https:/");
	else if (span_starts_nocase(text, "http:/"))
		at = strlen("http:/");
	if (at && at < text.len && text.at[at] == '/')
		at++;
	return span_slice(text, at, text.len);
}

/* What follows a label, or a whole address; of Semantic Scholar's ids there is
 * nothing to check. */
static bool value_read(const char *scheme, struct span text, bool labelled,
		       struct buf *out)
{
	if (!labelled)
		text = without_protocol(text);
	if (!labelled && (!text.len || !memchr(text.at, '/', text.len)))
		return false;
	if (strcmp(scheme, "s2") != 0)
		return identifier_clean(scheme, text, out, NULL);
	buf_add_span(out, text);
	return labelled;
}

bool identifier_parse(struct span text, struct buf *out)
{
	SCOPED(buf_release) struct buf value = buf_init(DOI_MAX);

	text = span_trim(text);
	if (key_is_doi(text) || text.len > DOI_MAX)
		return false;
	for (const struct identifier_scheme *s = identifier_schemes; s->name;
	     s++) {
		struct span rest = text;
		bool labelled = take_label(s->name, &rest);

		buf_clear(&value);
		if (value_read(s->name, rest, labelled, &value) &&
		    identifier_key(s, buf_span(&value), out))
			return true;
	}
	return false;
}

void identifier_labels(struct buf *out)
{
	for (const struct identifier_scheme *s = identifier_schemes; s->name;
	     s++)
		buf_add_format(out,
			       "%s%s:", s == identifier_schemes ? "" : ", ",
			       s->name);
}
