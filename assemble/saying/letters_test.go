package saying

import "testing"

// TestLetters: what stands in a letter around its proposals is nobody's proposal.
func TestLetters(t *testing.T) {
	for text, want := range map[string]string{
		// A mail that is answered.
		"OP 1: delete\n\nOn Mon, 7 Apr 2025 at 10:00, Secretariat <s@x.org> wrote:\n\nOP 2: delete": "sup op 1\nquoted 3 5",
		"On Mon, 7 Apr 2025 at 10:00, Secretariat\n<s@x.org> wrote:\n\nOP 2: delete":                "quoted 1 2 4",
		"On 7 April 2025 B wrote:\n> OP 2: delete\nOP 1: keep":                                      "quoted 1 2\nnoc op 1",
		"OP 1: delete\nEl lun, 7 abr 2025, B <b@x.org> escribió:\nOP 2: suprimir":                   "sup op 1\nquoted 2 3",
		"OP 1: delete\n\n-----Original Message-----\nOP 2: delete":                                  "sup op 1\nquoted 3 4",
		"Agreed.\n\n---------- Forwarded message ---------\nFrom: B\n\nOP 2: delete":                "left 1\nquoted 3 4 6",
		"OP 1: delete\n\nFrom: B <b@x.org>\nSent: Monday\nTo: all\n\nOP 2: delete":                  "sup op 1\nquoted 3 4 5 7",
		"From: B <b@x.org>\nTo: all\nSubject: draft\n\nOP 2: delete":                                "left 1 2 3\nsup op 2",
		"De: B <b@x.org>\nOP 2: delete":                                                             "left 1\nsup op 2",
		"Comments\n--- operative ---\nOP 2: delete":                                                 "left 1 2\nsup op 2",
		"> OP 1: replace 'share' by 'publish'\n\nAgreed.":                                           "quoted 1\nleft 3",
		"> OP 1: delete": "sup op 1",
		// The text of a new paragraph ends where the letter goes on.
		"new OP after 1: To thank the donors.\nThank you for your attention.\nBest regards,\nAna":  "add op 1: en To thank the donors\nleft 2 3 4",
		"new OP after 1: To thank the donors\nBest regards,":                                       "add op 1: en To thank the donors\nleft 2",
		"new OP after 1: To thank the donors and the\nfriends of all.":                             "add op 1: en To thank the donors and the friends of all",
		"new OP after 1: To thank the many donors of the States and the friends of the\nAssembly.": "add op 1: en To thank the many donors of the States and the friends of the Assembly",
		"OP 2: new sub-paragraph: thank the donors.\nApoyamos el párrafo 1.":                       "sub op 2: en thank the donors\naccept op 1",
	} {
		if got := said(small(), text); got != want {
			t.Errorf("%s\n\t%s\nwant\n\t%s", text, got, want)
		}
	}
}
