/* SPDX-License-Identifier: MIT */
#include "form.h"
#include "paperd/buf.h"
#include "paperd/scoped.h"

struct maker {
	cJSON *tree;      /* owned */
	char tag[3];      /* of the value being read; "" none yet */
	struct buf value; /* read so far */
	bool failed;      /* out of memory */
};

static void maker_release(struct maker *maker)
{
	cJSON_Delete(maker->tree);
	buf_release(&maker->value);
}

static cJSON *list_of(cJSON *tree, const char *tag)
{
	cJSON *list = cJSON_GetObjectItemCaseSensitive(tree, tag);

	return list ? list : cJSON_AddArrayToObject(tree, tag);
}

/* The value before is whole. */
static void end_value(struct maker *maker)
{
	struct span value = span_trim(buf_span(&maker->value));
	cJSON *list, *text;

	if (!maker->tag[0] || !value.len)
		return;
	buf_cut(&maker->value,
		(size_t)(value.at - maker->value.data) + value.len);
	list = list_of(maker->tree, maker->tag);
	text = cJSON_CreateString(buf_text(&maker->value) +
				  (value.at - maker->value.data));
	if (!list || !text || !cJSON_AddItemToArray(list, text)) {
		cJSON_Delete(text);
		maker->failed = true;
	}
}

static void take_line(struct maker *maker, struct span line)
{
	struct span tag, value;

	if (!ris_tag(line, &tag, &value)) {
		buf_add_char(&maker->value, '\n');
		buf_add_span(&maker->value, line);
	} else {
		end_value(maker);
		memcpy(maker->tag, tag.at, 2);
		buf_clear(&maker->value);
		buf_add_span(&maker->value, value);
	}
	maker->failed = maker->failed || maker->value.failed;
}

/* Lines end with LF, CR LF, or CR alone. */
static bool next_line(struct span *rest, struct span *ret)
{
	size_t end = 0;

	if (!rest->len)
		return false;
	while (end < rest->len && rest->at[end] != '\n' &&
	       rest->at[end] != '\r')
		end++;
	*ret = span_slice(*rest, 0, end);
	if (end + 1 < rest->len && rest->at[end] == '\r' &&
	    rest->at[end + 1] == '\n')
		end++;
	*rest = span_slice(*rest, end < rest->len ? end + 1 : end, rest->len);
	return true;
}

cJSON *ris_tree(struct span raw, struct error *err)
{
	SCOPED(maker_release)
	struct maker maker = {
		.tree = cJSON_CreateObject(),
		.value = buf_init(raw.len + 1),
	};
	cJSON *tree = maker.tree;
	struct span line;

	if (form_check(raw, err) != STATUS_OK)
		return NULL;
	maker.failed = !maker.tree;
	while (!maker.failed && next_line(&raw, &line))
		take_line(&maker, line);
	if (!maker.failed)
		end_value(&maker);
	if (maker.failed) {
		error_set(err, STATUS_NO_MEMORY, "no memory");
		return NULL;
	}
	maker.tree = NULL;
	return tree;
}
