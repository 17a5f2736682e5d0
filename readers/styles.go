package readers

import (
	"strconv"
	"strings"
)

// A workbook stores a date as a number; only its style says that it is one.
// A style points to a number format, built in (ECMA-376 part 1, 18.8.30) or
// written out.

// readStyles returns, for every cell style, whether it shows dates.
func (w *workbook) readStyles() error {
	f := w.part("styles", "xl/styles.xml")
	if f == nil {
		return nil
	}
	b, err := w.read(f)
	if err != nil {
		return err
	}
	custom := map[int]bool{}
	inside := false
	for s := wholeScanner(b); s.next() != ended; {
		switch name := string(s.name); {
		case s.token == opened && name == "numFmt":
			if id, err := strconv.Atoi(s.attr("numFmtId")); err == nil {
				custom[id] = isDateFormat(s.attr("formatCode"))
			}
		case name == "cellXfs":
			inside = s.token == opened && !s.empty
		case s.token == opened && name == "xf" && inside:
			id, _ := strconv.Atoi(s.attr("numFmtId"))
			date, written := custom[id]
			w.dates = append(w.dates, date || !written && isDateID(id))
		}
	}
	return nil
}

// isDateID tells the built-in formats that show a date or a time of day. 46 is
// [h]:mm:ss, a duration; 27 to 36 and 50 to 58 are the East Asian dates, 71 to
// 77 and 81 the Thai ones (78 to 80 are durations and minutes).
func isDateID(id int) bool {
	return 14 <= id && id <= 22 || 27 <= id && id <= 36 || id == 45 || id == 47 || 50 <= id && id <= 58 || 71 <= id && id <= 77 || id == 81
}

// isDateFormat reports whether a written number format shows a date or a time
// of day. Durations ([h]:mm) are numbers.
func isDateFormat(code string) bool {
	section := strings.ToLower(code)
	found := false
	for i := 0; i < len(section); i++ {
		switch c := section[i]; c {
		case ';':
			return found
		case '"':
			end := strings.IndexByte(section[i+1:], '"')
			if end < 0 {
				return found
			}
			i += end + 1
		case '\\', '_', '*':
			i++
		case '[':
			end := strings.IndexByte(section[i:], ']')
			if end < 0 {
				return found
			}
			if elapsed(section[i+1 : i+end]) {
				return false
			}
			i += end
		case 'g':
			if strings.HasPrefix(section[i:], "general") {
				i += len("general") - 1
			}
		case 'e':
			if i+1 < len(section) && (section[i+1] == '+' || section[i+1] == '-') {
				i++ // 0.00E+00
			} else {
				found = true
			}
		case 'y', 'm', 'd', 'h', 's':
			found = true
		}
	}
	return found
}

// elapsed reports [h], [mm], [ss]: hours, minutes or seconds that run on.
func elapsed(code string) bool {
	return code != "" && (strings.Trim(code, "h") == "" || strings.Trim(code, "m") == "" || strings.Trim(code, "s") == "")
}
