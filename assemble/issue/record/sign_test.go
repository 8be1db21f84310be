package record

import (
	"bytes"
	"crypto/ed25519"
	"strings"
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// TestSignature: a signature covers every line before it, whatever the line ends, and no line after it.
func TestSignature(t *testing.T) {
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))
	other := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{8}, ed25519.SeedSize))
	public := []ed25519.PublicKey{key.Public().(ed25519.PublicKey)}
	r := &Issued{Paper: "draft", Symbol: "CAM/doc.1/24", Date: date.Date{Year: 2024, Month: 3, Day: 12}, Langs: []string{"en"},
		Files: []File{{Name: "draft.en.pdf", SHA256: Fingerprint([]byte("x")), Langs: []string{"en"}}}}
	r.Sign(key)
	whole := string(r.Text())
	reseal := func(s string) string { return string(Seal([]byte(s[:strings.LastIndex(s, sealKey)]))) }
	line := r.Signature.line()
	for _, c := range []struct {
		name, text   string
		there, valid bool
	}{
		{"as it was signed", whole, true, true},
		{"with other ends of lines", strings.ReplaceAll(whole, "\n", "\r\n"), true, true},
		{"another date", reseal(strings.Replace(whole, "2024-03-12", "2024-03-13", 1)), true, false},
		{"the signature taken out", reseal(strings.Replace(whole, line, "", 1)), false, false},
		{"a line behind the signature", reseal(strings.Replace(whole, line, line+"meeting-x: end\n", 1)), true, false},
		{"a signature that is none", reseal(strings.Replace(whole, line, "signature: \"key !\"\n", 1)), true, false},
		{"a short one", reseal(strings.Replace(whole, line, "signature: \"key AAAA\"\n", 1)), true, false},
		{"signed again by another", func() string { x := *r; x.Sign(other); return string(x.Text()) }(), true, false},
	} {
		var diags diag.List
		got := Read([]*source.File{source.NewFile("input/issued/draft.rev-0.yaml", []byte(c.text))}, &diags)
		if len(got) != 1 {
			t.Errorf("%s: %v", c.name, diags.Items)
			continue
		}
		if there := len(got[0].Signature.Bytes) > 0; there != c.there || got[0].Signed(public) != c.valid {
			t.Errorf("%s: signed %v, valid %v", c.name, there, got[0].Signed(public))
		}
		if got[0].Signed(nil) {
			t.Errorf("%s: valid without a key", c.name)
		}
	}
}

// TestKeys: keys are read back from their files; the error for any other file gives the reason.
func TestKeys(t *testing.T) {
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))
	secret, public, err := Keys(key)
	if err != nil {
		t.Fatal(err)
	}
	if k, err := SecretKey(secret); err != nil || !k.Equal(key) {
		t.Errorf("%v %v", k, err)
	}
	for name, text := range map[string][]byte{"public": public, "secret": secret} {
		if k, err := PublicKey(text); err != nil || !k.Equal(key.Public()) || KeyName(k) != KeyName(key.Public().(ed25519.PublicKey)) {
			t.Errorf("%s: %v %v", name, k, err)
		}
	}
	rsa := "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8xOUetsCa8EfOlDEBAfREhJqspDo\n" +
		"yEh6Szz2in47Tv5n52m9dLYyPCbqZkOB5nTSqtscpkQD/HpykCggvx09iQ==\n-----END PUBLIC KEY-----\n"
	for text, want := range map[string]string{
		"": "no key in PEM form", string(public[:40]): "no key in PEM form", rsa: "not an Ed25519 key",
		"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n": "cannot be read",
	} {
		if _, err := PublicKey([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v", text, err)
		}
	}
	if _, err := SecretKey(public); err == nil || !strings.Contains(err.Error(), "it is a public key") {
		t.Errorf("a public key signs: %v", err)
	}
}

// TestKept: a file is kept under the symbol of its paper.
func TestKept(t *testing.T) {
	r := &Issued{Symbol: "A/1"}
	if got := r.Kept("x.pdf"); got != "files/A-1/x.pdf" {
		t.Error(got)
	}
}
