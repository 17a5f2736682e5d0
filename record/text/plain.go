package text

import "detangle"

// readPlain reads a text file; a form feed ends a page.
func readPlain(name string, data []byte) (*Text, error) {
	body, encoding, notes, err := decode(name, data, "")
	if err != nil {
		return nil, err
	}
	t := &Text{Body: clean(body), Format: "txt", Encoding: encoding, Reader: reader, Notes: notes}
	t.paginate()
	return t, nil
}

var reader = "detangle " + detangle.Version
