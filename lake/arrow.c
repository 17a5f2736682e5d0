#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "_cgo_export.h"
#include "arrow.h"

struct description {
	uintptr_t handle;
	int n;
	char *kinds;
	char **names;
};

static void release_schema(struct ArrowSchema *s) {
	for (int64_t i = 0; i < s->n_children; i++) {
		free(s->children[i]->dictionary);
		free(s->children[i]);
	}
	free(s->children);
	s->release = NULL;
}

static void release_nothing_schema(struct ArrowSchema *s) { s->release = NULL; }
static void release_nothing(struct ArrowArray *a) { a->release = NULL; }

// The names stay the stream's: a schema does not outlive it.
static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
	struct description *d = stream->private_data;
	memset(out, 0, sizeof *out);
	out->format = "+s";
	out->name = "";
	out->n_children = d->n;
	out->children = calloc(d->n, sizeof *out->children);
	out->release = release_schema;
	for (int i = 0; i < d->n; i++) {
		struct ArrowSchema *c = out->children[i] = calloc(1, sizeof *c);
		c->name = d->names[i];
		c->flags = 2; // may be NULL
		c->release = release_nothing_schema;
		c->format = d->kinds[i] == 'w' ? "i" : d->kinds[i] == 'l' ? "l" : "g";
		if (d->kinds[i] == 'w') {
			c->dictionary = calloc(1, sizeof *c);
			c->dictionary->format = "u";
			c->dictionary->name = "";
			c->dictionary->flags = 2;
			c->dictionary->release = release_nothing_schema;
		}
	}
	return 0;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out) {
	struct description *d = stream->private_data;
	memset(out, 0, sizeof *out);
	return detangleNext(d->handle, out) ? EIO : 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream) { return "the rows could not be read to their end"; }

// The engine may call this; what the stream holds is freed by detangle_stream_free.
static void release_stream(struct ArrowArrayStream *stream) { stream->release = NULL; }

struct ArrowArrayStream *detangle_stream(uintptr_t handle, int n, const char *kinds, const char **names) {
	struct description *d = calloc(1, sizeof *d);
	d->handle = handle;
	d->n = n;
	d->kinds = strdup(kinds);
	d->names = calloc(n, sizeof *d->names);
	for (int i = 0; i < n; i++) d->names[i] = strdup(names[i]);
	struct ArrowArrayStream *stream = calloc(1, sizeof *stream);
	stream->get_schema = get_schema;
	stream->get_next = get_next;
	stream->get_last_error = get_last_error;
	stream->release = release_stream;
	stream->private_data = d;
	return stream;
}

void detangle_stream_free(struct ArrowArrayStream *stream) {
	struct description *d = stream->private_data;
	for (int i = 0; i < d->n; i++) free(d->names[i]);
	free(d->names);
	free(d->kinds);
	free(d);
	free(stream);
}

struct ticket {
	uintptr_t handle;
	int64_t number;
	const void *none[1];
};

static void release_batch(struct ArrowArray *batch) {
	struct ticket *t = batch->private_data;
	for (int64_t i = 0; i < batch->n_children; i++) {
		free((void *)batch->children[i]->buffers);
		free(batch->children[i]);
	}
	free(batch->children);
	batch->release = NULL;
	detangleGiveBack(t->handle, t->number);
	free(t);
}

void detangle_batch(struct ArrowArray *out, uintptr_t handle, int64_t number, int64_t rows, int n) {
	struct ticket *t = calloc(1, sizeof *t);
	t->handle = handle;
	t->number = number;
	memset(out, 0, sizeof *out);
	out->length = rows;
	out->n_buffers = 1;
	out->buffers = t->none;
	out->n_children = n;
	out->children = calloc(n, sizeof *out->children);
	for (int i = 0; i < n; i++) out->children[i] = calloc(1, sizeof *out);
	out->release = release_batch;
	out->private_data = t;
}

void detangle_column(struct ArrowArray *batch, int i, const void *values, const void *valid, struct ArrowArray *dictionary) {
	struct ArrowArray *c = batch->children[i];
	c->length = batch->length;
	c->null_count = valid ? -1 : 0;
	c->n_buffers = 2;
	c->buffers = calloc(2, sizeof *c->buffers);
	c->buffers[0] = valid;
	c->buffers[1] = values;
	c->dictionary = dictionary;
	c->release = release_nothing;
}

struct ArrowArray *detangle_words(int64_t length, const void *valid, const void *offsets, const void *bytes) {
	struct ArrowArray *w = calloc(1, sizeof *w);
	w->length = length;
	w->null_count = 1;
	w->n_buffers = 3;
	w->buffers = calloc(3, sizeof *w->buffers);
	w->buffers[0] = valid;
	w->buffers[1] = offsets;
	w->buffers[2] = bytes;
	w->release = release_nothing;
	return w;
}

void detangle_words_free(struct ArrowArray *words) {
	free((void *)words->buffers);
	free(words);
}

int detangle_scan(void *connection, const char *name, struct ArrowArrayStream *stream) {
	int (*scan)(void *, const char *, void *) = (int (*)(void *, const char *, void *))dlsym(RTLD_DEFAULT, "duckdb_arrow_scan");
	return scan ? scan(connection, name, stream) : -1;
}
