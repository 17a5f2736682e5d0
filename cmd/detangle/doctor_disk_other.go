//go:build !(linux || darwin || freebsd)

package main

import "errors"

// freeBytes is not known on this system.
func freeBytes(string) (uint64, error) {
	return 0, errors.New("this system does not say")
}
