/* SPDX-License-Identifier: MIT */
#include "build_json.h"
#include "form.h"
#include "paperd/scoped.h"
#include "xml.h"

cJSON *xml_tree(struct span raw, struct error *err)
{
	SCOPED(builder_release) struct builder json = builder_init();
	struct span root;
	cJSON *tree = json.root;

	if (form_check(raw, err) != STATUS_OK)
		return NULL;
	root = xml_root_name(raw);
	if (!root.len) {
		error_set(err, STATUS_INVALID_BODY, "XML without an element");
		return NULL;
	}
	build_text(&json, json.root, ROOT_NAME, root);
	if (json.failed) {
		error_set(err, STATUS_NO_MEMORY, "no memory");
		return NULL;
	}
	json.root = NULL;
	return tree;
}
