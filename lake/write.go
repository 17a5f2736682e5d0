package lake

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"detangle"
)

var (
	tableName     = regexp.MustCompile(`^[a-z][a-z0-9_]{0,62}$`)
	partitionName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._=-]{0,99}$`)
)

// Write runs query in the build's engine and keeps its answer as one Parquet
// file of the table. The same rows in the same order make the same bytes, so
// the query must say its order. An answer without rows still makes a file, for
// its columns. Partition names a folder and may be empty; key is the caller's
// word for what the file was made from, by which Reuse finds it. Writing the
// same table, partition and key again replaces the file.
func (b *Build) Write(ctx context.Context, table, partition, key, query string) (File, error) {
	return b.writeOn(ctx, b.engine.db, table, partition, key, query)
}

// execer is a connection, or the pool that has one.
type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

func (b *Build) writeOn(ctx context.Context, db execer, table, partition, key, query string) (File, error) {
	if partition == "" {
		partition = "all"
	}
	if !tableName.MatchString(table) || !partitionName.MatchString(partition) {
		return File{}, fmt.Errorf("table %q, partition %q: not a name for a folder of the lake", table, partition)
	}
	tmp := b.scratchFile(".parquet")
	defer os.Remove(tmp)
	query = strings.TrimRight(strings.TrimSpace(query), ";")
	result, err := db.ExecContext(ctx, "COPY (\n"+query+"\n) TO "+quoteText(tmp)+
		" (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)")
	if err != nil {
		return File{}, fmt.Errorf("writing table %s, partition %s: %w", table, partition, engineError(ctx, err))
	}
	rows, err := result.RowsAffected()
	if err != nil {
		return File{}, fmt.Errorf("writing table %s: %w", table, err)
	}
	f := File{Partition: partition, Key: key, Rows: rows}
	if err := b.settle(table, tmp, &f); err != nil {
		return File{}, fmt.Errorf("writing table %s, partition %s: %w", table, partition, err)
	}
	b.journal.add(table, f)
	b.record(table, f)
	return f, nil
}

// settle hashes a finished scratch file and gives it its lasting name.
func (b *Build) settle(table, tmp string, f *File) (err error) {
	if f.SHA256, f.Bytes, err = hashFile(tmp); err != nil {
		return err
	}
	if err := checkParquet(tmp); err != nil {
		return err
	}
	f.Path = path.Join("tables", table, f.Partition, f.SHA256[:16]+".parquet")
	target := filepath.Join(b.dir, filepath.FromSlash(f.Path))
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return ioError("making the folder", filepath.Dir(target), err)
	}
	b.sync(target)
	return ioError("renaming into place", target, os.Rename(tmp, target))
}

// checkParquet looks for the mark that ends a whole Parquet file.
func checkParquet(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return ioError("reading back", path, err)
	}
	defer f.Close()
	mark := make([]byte, 4)
	info, err := f.Stat()
	if err == nil {
		_, err = f.ReadAt(mark, info.Size()-4)
	}
	if err != nil || string(mark) != "PAR1" {
		return fmt.Errorf("%s was not written to its end\nhint: %s", path, hintNoSpace)
	}
	return nil
}

// record adds a file to the new state, in place of one with the same identity.
func (b *Build) record(table string, f File) {
	b.mu.Lock()
	defer b.mu.Unlock()
	files := slices.DeleteFunc(b.tables[table], func(o File) bool { return o.Partition == f.Partition && o.Key == f.Key })
	b.tables[table] = append(files, f)
}

// sync notes a file that Commit must bring to the disk.
func (b *Build) sync(path string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.unsynced = append(b.unsynced, path)
}

// scratchFile returns a new name in the build's scratch folder.
func (b *Build) scratchFile(suffix string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.serial++
	return b.scratch.path(strconv.Itoa(b.serial) + suffix)
}

// WriteFrame keeps a Frame as one Parquet file of the table, in its order.
// Types names the SQL type of columns that should not be what they are in the
// Frame (VARCHAR, BIGINT or DOUBLE): DATE, TIMESTAMP, BOOLEAN.
func (b *Build) WriteFrame(ctx context.Context, table, partition, key string, f *detangle.Frame, types map[string]string) (_ File, err error) {
	name := filepath.Base(b.scratchFile("_frame"))
	if err := b.LoadFrame(ctx, name, f); err != nil {
		return File{}, fmt.Errorf("writing table %s: %w", table, err)
	}
	defer func() {
		err = errors.Join(err, b.engine.Exec(context.WithoutCancel(ctx), "DROP TABLE "+quoteName(name)))
	}()
	columns := make([]string, len(f.Columns))
	for i, c := range f.Columns {
		columns[i] = quoteName(c.Name)
		if t := types[c.Name]; t != "" {
			columns[i] = "CAST(" + columns[i] + " AS " + t + ") AS " + columns[i]
		}
	}
	return b.Write(ctx, table, partition, key, "SELECT "+strings.Join(columns, ", ")+" FROM "+quoteName(name)+" ORDER BY rowid")
}

// Reuse carries files over that were made under the same key, by the previous
// build or by one that did not finish, and reports whether there was one. It
// returns the first if the key made several partitions.
func (b *Build) Reuse(table, key string) (File, bool) {
	var found []File
	if b.previous != nil {
		t, _ := b.previous.Table(table)
		for _, f := range t.Files {
			if f.Key != key {
				continue
			}
			if info, err := os.Stat(filepath.Join(b.dir, filepath.FromSlash(f.Path))); err != nil || info.Size() != f.Bytes {
				return File{}, false
			}
			found = append(found, f)
		}
	}
	if len(found) == 0 {
		found = b.resume(table, key)
	}
	if len(found) == 0 {
		return File{}, false
	}
	for _, f := range found {
		b.record(table, f)
	}
	return found[0], true
}

// resume finds a file of an unfinished build; its bytes must be the journal's,
// for a crash of the machine may have taken them. A key that had made several
// partitions is done again, because nobody can say whether it had ended.
func (b *Build) resume(table, key string) []File {
	files := b.journal.find(table, key)
	if len(files) == 0 {
		return nil
	}
	f := files[len(files)-1]
	for _, o := range files {
		if o.Partition != f.Partition {
			return nil
		}
	}
	path := filepath.Join(b.dir, filepath.FromSlash(f.Path))
	if hash, _, err := hashFile(path); err != nil || hash != f.SHA256 {
		return nil
	}
	b.sync(path)
	return []File{f}
}

// Scan returns SQL to read one file by in the build's engine.
func (b *Build) Scan(f File) string { return readParquet(b.dir, []File{f}) }

// Contents identifies what the tables hold so far: equal files, equal text.
func (b *Build) Contents(tables ...string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	h := sha256.New()
	for _, t := range tables {
		files := slices.Clone(b.tables[t])
		sortFiles(files)
		for _, f := range files {
			fmt.Fprintln(h, t, f.Partition, f.SHA256)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// View makes the table known to the build's engine by its name, over all its
// files so far. Call it again after writing more.
func (b *Build) View(ctx context.Context, table string) error {
	b.mu.Lock()
	files := slices.Clone(b.tables[table])
	b.mu.Unlock()
	if len(files) == 0 {
		return fmt.Errorf("table %s has no file yet", table)
	}
	sortFiles(files)
	err := b.engine.Exec(ctx, "CREATE OR REPLACE VIEW "+quoteName(table)+" AS SELECT * FROM "+readParquet(b.dir, files))
	if err != nil {
		return fmt.Errorf("reading table %s: %w", table, err)
	}
	return nil
}

// Hold is View for a table of many small files that several statements will
// read: it copies the named columns into the build's engine once, since opening
// two hundred files costs more than reading their rows.
func (b *Build) Hold(ctx context.Context, table string, columns ...string) error {
	if err := b.View(ctx, table); err != nil {
		return err
	}
	held := quoteName(table + "_held")
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = quoteName(c)
	}
	for _, statement := range []string{
		"CREATE OR REPLACE TABLE " + held + " AS SELECT " + strings.Join(names, ", ") + " FROM " + quoteName(table),
		"DROP VIEW " + quoteName(table),
		"ALTER TABLE " + held + " RENAME TO " + quoteName(table),
	} {
		if err := b.engine.Exec(ctx, statement); err != nil {
			return fmt.Errorf("holding table %s: %w", table, err)
		}
	}
	return nil
}
