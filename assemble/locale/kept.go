package locale

import "sync"

// A kept has values that are made once, when they are first needed. It is safe for concurrent use.
type kept[K comparable, V any] struct {
	mu   sync.RWMutex
	made map[K]V
}

// of returns the value of a key. If two ask for it at the same time, both may make it.
func (k *kept[K, V]) of(key K, make func() V) V {
	v, ok := k.at(key)
	if !ok {
		v = make()
		k.keep(key, v)
	}
	return v
}

func (k *kept[K, V]) at(key K) (V, bool) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	v, ok := k.made[key]
	return v, ok
}

func (k *kept[K, V]) keep(key K, value V) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.made == nil {
		k.made = map[K]V{}
	}
	k.made[key] = value
}
