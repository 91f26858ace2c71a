/* SPDX-License-Identifier: MIT */
/*
 * List parameters and cursors: any names, any values, any bytes with a right
 * checksum.  The first byte chooses; parameters are name=value, one a line.
 */
#include "fuzz.h"
#include "paperd/query.h"
#include "paperd/scoped.h"

#include "../../server/paper/cursor.h"

#define PARAMS_MAX 64
#define ROOM       (64 << 10)

/* ---- cursors ---- */

static struct span place_text(const char *text)
{
	return text ? span_of(text) : (struct span)SPAN("(none)");
}

static void require_place(const struct place *a, const struct place *b)
{
	REQUIRE(a->given && b->given);
	REQUIRE(a->sort == b->sort && a->descending == b->descending);
	REQUIRE(a->value == b->value && a->id == b->id);
	REQUIRE(a->search == b->search);
	REQUIRE(!a->text == !b->text && !a->state == !b->state);
	require_same("text", place_text(a->text), place_text(b->text));
	require_same("state", place_text(a->state), place_text(b->state));
}

/* A cursor that is read is written as it was, and its place is one. */
static void check_cursor(struct span text)
{
	SCOPED(buf_release) struct buf again = buf_init(ROOM);
	SCOPED(place_release) struct place place = { 0 };

	if (!query_place(text, &place))
		return;
	REQUIRE(place.given && place.sort < SORT_SAMPLE);
	query_cursor(&place, &again);
	REQUIRE(!again.failed);
	require_same("cursor", text, buf_span(&again));
}

static void check_body(struct span body)
{
	SCOPED(buf_release) struct buf cursor = buf_init(ROOM);

	cursor_seal(body, &cursor);
	check_cursor(buf_span(&cursor));
}

static uint64_t take_number(struct span *rest)
{
	uint64_t number = 0;
	size_t len = rest->len < sizeof(number) ? rest->len : sizeof(number);

	if (len)
		memcpy(&number, rest->at, len);
	*rest = span_slice(*rest, len, rest->len);
	return number;
}

/* A text ends at its first NUL; an empty part: none. */
static char *take_text(struct span part)
{
	return part.len ? span_copy(part) : NULL;
}

/* Every place but that of a sample has a cursor, which leads back to it. */
static void check_place(struct span bytes)
{
	SCOPED(buf_release) struct buf cursor = buf_init(ROOM);
	SCOPED(place_release) struct place place = { .given = true };
	SCOPED(place_release) struct place read = { 0 };
	struct span texts[2] = { 0 };
	uint64_t order = take_number(&bytes) % (2 * SORT_SAMPLE - 1);

	order += order > 0; /* relevance has one direction */
	place.sort = (enum query_sort)(order / 2);
	place.descending = order % 2;
	place.search = (uint32_t)take_number(&bytes);
	place.value = take_number(&bytes);
	place.id = take_number(&bytes);
	fuzz_parts(bytes, '\n', texts, ARRAY_COUNT(texts));
	place.text = take_text(texts[0]);
	place.state = take_text(texts[1]);
	query_cursor(&place, &cursor);
	REQUIRE(!cursor.failed);
	REQUIRE(query_place(buf_span(&cursor), &read));
	require_place(&place, &read);
}

/* ---- parameters ---- */

static void require_choice(const struct choice *choice)
{
	REQUIRE(choice->values.count <= QUERY_VALUES_MAX);
	REQUIRE(choice->values.count || !choice->negated);
	for (size_t i = 0; i < choice->values.count; i++)
		REQUIRE(choice->values.items[i][0]);
}

static void require_choices(const struct query *query)
{
	const struct choice *choices[] = {
		&query->doi,      &query->type,    &query->issn,
		&query->language, &query->journal, &query->publisher,
		&query->source,   &query->orcid,   &query->isbn,
		&query->prefix,   &query->funder,  &query->updates,
	};

	for (size_t i = 0; i < ARRAY_COUNT(choices); i++)
		require_choice(choices[i]);
}

static void require_bounds(const struct query *query)
{
	REQUIRE(query->limit <= QUERY_STREAM_MAX);
	REQUIRE(query->sample <= QUERY_LIMIT_MAX);
	REQUIRE(query->facet_limit >= 1);
	REQUIRE(query->facet_limit <= QUERY_FACET_MAX);
	REQUIRE(query->facets < 1U << FACETS);
	REQUIRE(query->has < 2 * HAS_ORCID && query->has_not < 2 * HAS_ORCID);
	REQUIRE(query->sort <= SORT_SAMPLE);
	/* each range that was given parts at most one piece in two */
	REQUIRE(query->year.count <= QUERY_VALUES_MAX + 1);
	REQUIRE(query->citations.count <= QUERY_VALUES_MAX);
}

static void require_complaint(const struct error *err)
{
	struct span detail = span_of(err->detail);

	REQUIRE(err->status == STATUS_INVALID_PARAMETER);
	REQUIRE(detail.len);
	REQUIRE(utf8_valid_length(detail) == detail.len);
}

static void check_param(struct query *query, struct span param)
{
	struct error err = { 0 };
	struct span value = param, name;
	uint64_t given = query->given;

	span_next(&value, '=', &name);
	if (query_parse(query, name, value, &err) == STATUS_OK)
		REQUIRE(!err.status && query->given);
	else
		require_complaint(&err);
	REQUIRE((query->given & given) == given);
}

/* What is checked is settled: once more changes nothing. */
static void check_settled(struct query *query)
{
	struct error err = { 0 };
	struct query before = *query;

	REQUIRE(query_check(query, &err) == STATUS_OK);
	REQUIRE(query->sort == before.sort && query->limit == before.limit);
	REQUIRE(query->descending == before.descending);
	REQUIRE(query->year.count <= before.year.count);
	REQUIRE(!query->sample == (query->sort != SORT_SAMPLE));
	REQUIRE(!query->after.given || query->after.sort == query->sort);
}

static void check_params(struct span input)
{
	SCOPED(query_release) struct query query = query_init();
	struct span params[PARAMS_MAX];
	struct error err = { 0 };
	size_t count = fuzz_parts(input, '\n', params, PARAMS_MAX);

	for (size_t i = 0; i < count; i++)
		check_param(&query, params[i]);
	require_choices(&query);
	require_bounds(&query);
	if (query_check(&query, &err) != STATUS_OK) {
		require_complaint(&err);
		return;
	}
	require_bounds(&query);
	check_settled(&query);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static void (*const checks[])(struct span) = {
		check_params,
		check_cursor,
		check_body,
		check_place,
	};

	if (len)
		checks[bytes[0] % ARRAY_COUNT(checks)](
			(struct span){ (const char *)bytes + 1, len - 1 });
	return 0;
}
