/* SPDX-License-Identifier: MIT */
#include "site.h"

#include <criterion/criterion.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "paperd/buf.h"
#include "paperd/scoped.h"

bool site_send(int fd, const void *bytes, size_t len)
{
	const char *at = bytes;

	while (len) {
		ssize_t sent = send(fd, at, len, MSG_NOSIGNAL);

		if (sent <= 0)
			return false;
		at += sent;
		len -= (size_t)sent;
	}
	return true;
}

bool site_gone(int fd, int milliseconds)
{
	struct pollfd end = { .fd = fd, .events = POLLRDHUP };

	return poll(&end, 1, milliseconds) != 0;
}

/* Up to the empty line; false when none comes. */
static bool read_head(int fd, struct buf *head)
{
	char byte;

	buf_clear(head);
	while (!strstr(buf_text(head), "\r\n\r\n")) {
		if (recv(fd, &byte, 1, 0) != 1)
			return false;
		buf_add_char(head, byte);
	}
	return !head->failed;
}

static void note(struct site *site, const char *head)
{
	pthread_mutex_lock(&site->mutex);
	if (site->requests < SITE_HEADS)
		snprintf(site->heads[site->requests], sizeof(site->heads[0]),
			 "%s", head);
	site->requests++;
	pthread_mutex_unlock(&site->mutex);
}

static const struct page *find(const struct page *page, const char *head)
{
	const char *path = strchr(head, ' ');
	size_t len = path ? strcspn(path + 1, " ?") : 0;

	while (page->path && (strlen(page->path) != len ||
			      strncmp(page->path, path + 1, len) != 0))
		page++;
	return page;
}

static bool send_text(struct site *site, int fd, const char *text)
{
	SCOPED(buf_release) struct buf out = buf_init(1 << 20);
	const char *mark;

	for (; (mark = strstr(text, "PORT")); text = mark + 4) {
		buf_add(&out, text, (size_t)(mark - text));
		buf_add_format(&out, "%u", site->port);
	}
	buf_add_text(&out, text);
	return site_send(fd, out.data, out.len);
}

static void *serve(void *argument)
{
	struct connection *connection = argument;
	SCOPED(buf_release) struct buf head = buf_init(1 << 16);
	bool on = true;

	while (on && read_head(connection->fd, &head)) {
		const struct page *page = find(connection->site->pages,
					       buf_text(&head));

		note(connection->site, buf_text(&head));
		on = send_text(connection->site, connection->fd, page->text);
		if (on && page->then) {
			int fd = connection->fd;

			on = page->then(&fd);
			pthread_mutex_lock(&connection->site->mutex);
			connection->fd = fd;
			pthread_mutex_unlock(&connection->site->mutex);
		}
	}
	if (connection->fd >= 0)
		shutdown(connection->fd, SHUT_RDWR);
	return NULL;
}

static void *listens(void *argument)
{
	struct site *site = argument;
	int fd;

	while ((fd = accept4(site->listener, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
		struct connection *connection;

		pthread_mutex_lock(&site->mutex);
		cr_assert_lt(site->connections, SITE_CONNECTIONS);
		connection = &site->each[site->connections++];
		*connection = (struct connection){ .site = site, .fd = fd };
		cr_assert_eq(pthread_create(&connection->thread, NULL, serve,
					    connection),
			     0);
		pthread_mutex_unlock(&site->mutex);
	}
	return NULL;
}

void site_start(struct site *site, const struct page *pages)
{
	struct sockaddr_in end = { .sin_family = AF_INET };
	socklen_t len = sizeof(end);

	*site = (struct site){ .pages = pages };
	end.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	pthread_mutex_init(&site->mutex, NULL);
	site->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	cr_assert_eq(bind(site->listener, (struct sockaddr *)&end, len), 0);
	cr_assert_eq(listen(site->listener, 64), 0);
	getsockname(site->listener, (struct sockaddr *)&end, &len);
	site->port = ntohs(end.sin_port);
	cr_assert_eq(pthread_create(&site->thread, NULL, listens, site), 0);
}

void site_stop(struct site *site)
{
	shutdown(site->listener, SHUT_RDWR);
	pthread_join(site->thread, NULL);
	close(site->listener);
	for (unsigned i = 0; i < site->connections; i++) {
		struct connection *connection = &site->each[i];

		pthread_mutex_lock(&site->mutex);
		if (connection->fd >= 0)
			shutdown(connection->fd, SHUT_RDWR);
		pthread_mutex_unlock(&site->mutex);
		pthread_join(connection->thread, NULL);
		if (connection->fd >= 0)
			close(connection->fd);
	}
	pthread_mutex_destroy(&site->mutex);
}

unsigned site_connections(struct site *site)
{
	unsigned count;

	pthread_mutex_lock(&site->mutex);
	count = site->connections;
	pthread_mutex_unlock(&site->mutex);
	return count;
}

unsigned site_requests(struct site *site)
{
	unsigned count;

	pthread_mutex_lock(&site->mutex);
	count = site->requests;
	pthread_mutex_unlock(&site->mutex);
	return count;
}
