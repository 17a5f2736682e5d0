// The Arrow C data interface and C stream interface, as its specification
// publishes them (arrow.apache.org/docs/format/CDataInterface.html), and what
// arrow.c does with them for arrow.go.
#ifndef DETANGLE_ARROW_H
#define DETANGLE_ARROW_H

#include <stdint.h>

struct ArrowSchema {
	const char *format;
	const char *name;
	const char *metadata;
	int64_t flags;
	int64_t n_children;
	struct ArrowSchema **children;
	struct ArrowSchema *dictionary;
	void (*release)(struct ArrowSchema *);
	void *private_data;
};

struct ArrowArray {
	int64_t length;
	int64_t null_count;
	int64_t offset;
	int64_t n_buffers;
	int64_t n_children;
	const void **buffers;
	struct ArrowArray **children;
	struct ArrowArray *dictionary;
	void (*release)(struct ArrowArray *);
	void *private_data;
};

struct ArrowArrayStream {
	int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
	int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
	const char *(*get_last_error)(struct ArrowArrayStream *);
	void (*release)(struct ArrowArrayStream *);
	void *private_data;
};

// A stream of n columns; kinds has one letter for each: w text by dictionary,
// l BIGINT, g DOUBLE. The names are copied.
struct ArrowArrayStream *detangle_stream(uintptr_t handle, int n, const char *kinds, const char **names);
void detangle_stream_free(struct ArrowArrayStream *stream);

// Fills out as a batch of n columns, to be given back under (handle, number).
void detangle_batch(struct ArrowArray *out, uintptr_t handle, int64_t number, int64_t rows, int n);
void detangle_column(struct ArrowArray *batch, int i, const void *values, const void *valid, struct ArrowArray *dictionary);
struct ArrowArray *detangle_words(int64_t length, const void *valid, const void *offsets, const void *bytes);
void detangle_words_free(struct ArrowArray *words);

// Makes the stream readable, once, as the view name: 0 if the engine has taken it.
// The engine's function is looked up in the running program, because the
// driver offers it only to programs built with a tag of its own.
int detangle_scan(void *connection, const char *name, struct ArrowArrayStream *stream);

#endif
