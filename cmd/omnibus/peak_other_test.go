//go:build !unix

package main

import "os"

// peak returns 0: the peak memory of a process is not known on this system.
func peak(*os.ProcessState) int64 { return 0 }
