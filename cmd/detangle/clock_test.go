package main

import "time"

// testClock is a clock that moves one second per tick.
type testClock struct{ at time.Time }

func newClock() *testClock { return &testClock{time.Date(2026, 2, 13, 0, 0, 0, 0, time.UTC)} }

func (c *testClock) now() time.Time { return c.at }
func (c *testClock) tick()          { c.at = c.at.Add(time.Second) }
