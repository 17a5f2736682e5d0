package stream

import "sync"

// Each calls do with every index below n, on as many goroutines as there are
// workers, and returns when all are done. What do writes must belong to its
// index, so that the result is the same for any number of workers.
func Each(n, workers int, do func(i int)) {
	next := make(chan int)
	var group sync.WaitGroup
	for range min(max(workers, 1), n) {
		group.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	group.Wait()
}
