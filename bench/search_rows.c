/* SPDX-License-Identifier: MIT */
/*
 * Records as text in a file that costs nothing to read: the id and the lengths
 * of the parts, in the machine's order, then the parts.
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "search.h"

struct head {
	long long id;
	size_t lengths[2 + COLUMNS];
};

struct rows rows_open(const char *path)
{
	struct rows rows = { 0 };
	struct stat status;
	int file = open(path, O_RDONLY | O_CLOEXEC);
	void *at;

	if (file < 0 || fstat(file, &status) != 0 || status.st_size == 0)
		die("%s has no rows", path);
	at = mmap(NULL, (size_t)status.st_size, PROT_READ,
		  MAP_PRIVATE | MAP_POPULATE, file, 0);
	close(file);
	if (at == MAP_FAILED)
		die("%s cannot be mapped", path);
	rows.all = (struct span){ at, (size_t)status.st_size };
	rows.rest = rows.all;
	return rows;
}

void rows_close(struct rows *rows)
{
	munmap((void *)(uintptr_t)rows->all.at, rows->all.len);
}

static struct span cut(struct span *rest, size_t len)
{
	struct span part = { rest->at, len };

	if (len > rest->len)
		die("the file of rows is cut off");
	*rest = span_slice(*rest, len, rest->len);
	return part;
}

bool rows_next(struct rows *rows, struct row *ret)
{
	struct head head;

	if (!rows->rest.len)
		return false;
	memcpy(&head, cut(&rows->rest, sizeof(head)).at, sizeof(head));
	ret->id = head.id;
	ret->key = cut(&rows->rest, head.lengths[0]);
	ret->json = cut(&rows->rest, head.lengths[1]);
	for (size_t i = 0; i < COLUMNS; i++)
		ret->columns[i] = cut(&rows->rest, head.lengths[2 + i]);
	return true;
}

static void put(FILE *file, struct span part)
{
	if (part.len && fwrite(part.at, part.len, 1, file) != 1)
		die("writing failed");
}

void rows_write(FILE *file, const struct row *row)
{
	struct head head = { row->id, { row->key.len, row->json.len } };

	for (size_t i = 0; i < COLUMNS; i++)
		head.lengths[2 + i] = row->columns[i].len;
	put(file, (struct span){ (const char *)&head, sizeof(head) });
	put(file, row->key);
	put(file, row->json);
	for (size_t i = 0; i < COLUMNS; i++)
		put(file, row->columns[i]);
}
