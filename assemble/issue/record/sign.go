package record

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// signKey begins the line before the seal of a signed record: the name of the key, and the signature over all lines before it,
// whatever their line endings (Ed25519, RFC 8032).
const signKey = "signature: "

// Types of the PEM blocks in which keys are kept, as openssl and others write them (RFC 5958, RFC 5280).
const (
	secretBlock = "PRIVATE KEY"
	publicBlock = "PUBLIC KEY"
)

// namedBy is the number of bytes of a key's fingerprint in its name.
const namedBy = 8

// KeyName returns the short name of a public key: the beginning of its fingerprint.
func KeyName(key ed25519.PublicKey) string {
	h := sha256.Sum256(key)
	return hex.EncodeToString(h[:namedBy])
}

// Keys writes a secret key and its public key as PEM.
func Keys(key ed25519.PrivateKey) (secret, public []byte, err error) {
	s, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, nil, err
	}
	p, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return nil, nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: secretBlock, Bytes: s}), pem.EncodeToMemory(&pem.Block{Type: publicBlock, Bytes: p}), nil
}

// SecretKey reads an Ed25519 key for signing records.
func SecretKey(text []byte) (ed25519.PrivateKey, error) {
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New("it contains no key in PEM form; omnibus key makes one")
	}
	if block.Type == publicBlock {
		return nil, errors.New("it is a public key, which verifies; signing needs the secret key")
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("its key cannot be read: %w", err)
	}
	k, ok := key.(ed25519.PrivateKey)
	if !ok {
		return nil, errors.New("its key is not an Ed25519 key")
	}
	return k, nil
}

// PublicKey reads an Ed25519 key for verifying signatures. It also accepts the secret key, which contains the public one.
func PublicKey(text []byte) (ed25519.PublicKey, error) {
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New("it contains no key in PEM form")
	}
	if block.Type == secretBlock {
		k, err := SecretKey(text)
		if err != nil {
			return nil, err
		}
		return k.Public().(ed25519.PublicKey), nil
	}
	key, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("its key cannot be read: %w", err)
	}
	k, ok := key.(ed25519.PublicKey)
	if !ok {
		return nil, errors.New("its key is not an Ed25519 key")
	}
	return k, nil
}

// Sign signs the record with a key.
func (r *Issued) Sign(key ed25519.PrivateKey) {
	r.signed = signedText(r.body())
	r.Signature = Signature{KeyName(key.Public().(ed25519.PublicKey)), ed25519.Sign(key, r.signed)}
}

// A Signature is the signature of a record; zero if it is not signed.
type Signature struct {
	Key   string // its name, as given in the record
	Bytes []byte
}

// Signed reports whether the record is signed with one of the keys.
func (r *Issued) Signed(keys []ed25519.PublicKey) bool {
	return len(r.Signature.Bytes) == ed25519.SignatureSize && slices.ContainsFunc(keys, func(k ed25519.PublicKey) bool {
		return ed25519.Verify(k, r.signed, r.Signature.Bytes)
	})
}

// line returns the line of the signature in a record; "" without one.
func (s Signature) line() string {
	if len(s.Bytes) == 0 {
		return ""
	}
	return fmt.Sprintf("%s%q\n", signKey, s.Key+" "+base64.StdEncoding.EncodeToString(s.Bytes))
}

// signature returns the signature in the text of a record, and what it covers: all lines before it. No key verifies an unreadable
// signature.
func signature(text []byte) (s Signature, of []byte) {
	i := bytes.LastIndex(text, []byte("\n"+signKey)) + 1
	if i == 0 {
		return Signature{}, nil
	}
	line, rest, _ := bytes.Cut(text[i+len(signKey):], []byte("\n"))
	key, code, _ := strings.Cut(strings.Trim(strings.TrimSpace(string(line)), `"`), " ")
	b, err := base64.StdEncoding.DecodeString(code)
	if err != nil || len(b) == 0 || !bytes.HasPrefix(rest, []byte(sealKey)) { // anything after it, except the seal, is not signed
		b = []byte{0}
	}
	return Signature{key, b}, signedText(text[:i])
}

// signedText returns the text to sign, with uniform line endings.
func signedText(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")) }
