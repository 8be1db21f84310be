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
		// A text that is announced, and what follows a text.
		"new OP after 1, which would read:\n\"To thank the donors.\"":                    "add op 1: en To thank the donors",
		"New OP after OP 1, reading: \"To thank the donors.\"":                           "add op 1: en To thank the donors",
		"OP 1 read as follows:\n\n\"To thank the donors.\"":                              "mod op 1: en To thank the donors",
		"OP 1 should read:\n\nTo thank the donors of it":                                 "mod op 1: en To thank the donors of it",
		"OP 1 should read:\n\nBest regards,":                                             "!1 the proposal for op 1 is missing\nleft 3",
		"OP 1 should read: To thank the donors. Delegation A explains that it is short.": "mod op 1: en To thank the donors\nleft 1",
		"OP 1 should read: \"To thank the donors.\" This is short.":                      "mod op 1: en To thank the donors\nleft 1",
		// Several proposals in a line, or below a number.
		"OP 1: agreed. OP 2: delete.":                                           "accept op 1\nsup op 2",
		"We propose no changes to OP 1. We propose to delete OP 2.":             "noc op 1\nsup op 2",
		"OP 1: we support; however replace \"share\" by \"publish\".":           "mod op 1: en To urge the States to publish their figures each year",
		"OP 2: keep, but delete (b)":                                            "sup op 2 (b)",
		"OP 1: agree to delete":                                                 "agrees op 1",
		"OP 2\n- chapeau: replace 'request' by 'ask'\n- (a): delete\n(b): keep": "mod op 2: en To ask the General Secretariat to\nsup op 2 (a)\nnoc op 2 (b)",
		"OP 2\n- new (c): print them\n\nThanks":                                 "sub op 2: en print them\nleft 4",
		"OP 1\nReplace 'share' with 'publish'.\nAdd at the end \", soon\"":      "mod op 1: en To urge the States to publish their figures each year\nmod op 1: en To urge the States to publish their figures each year, soon",
		"OP 2, b): delete":                                                      "sup op 2 (b)",
		"OP 2, letter b: delete":                                                "sup op 2 (b)",
		"OP 2, sub b: keep":                                                     "noc op 2 (b)",
		"inciso b del párrafo 2: suprimir":                                      "sup op 2 (b)",
		"OP 2, literal b: añadir 'así' al final":                                "mod op 2 (b): es publique las cifras así",
		"2. (b) publish all the figures":                                        "mod op 2 (b): en publish all the figures",
		// Who speaks.
		"Joint proposal by Delegation A and Delegation B\nOP 1: delete":     "announced a b\nsup op 1 by a b",
		"Delegation B thanks the Chair.\nOP 1: delete":                      "left 1\nsup op 1",
		"Delegation B does not support the deletion of OP 1.\nOP 2: delete": "left 1\nsup op 2",
		"Delegación A no apoya la supresión del párrafo 1.\nOP 2: delete":   "accept op 1\nsup op 2",
		"OP 1: Delegation B reserves its position":                          "reserve op 1 by b",
		"OP 1 – Delegation B se reserva.":                                   "reserve op 1 by b",
		// Words that need no verb.
		"OP 1: 'share' by 'publish'":            "mod op 1: en To urge the States to publish their figures each year",
		"OP 1: \"share\" should be \"publish\"": "mod op 1: en To urge the States to publish their figures each year",
		"El párrafo 1 debería suprimirse.":      "sup op 1",
		// The language in which a proposal is made is that of the text which it changes.
		"OP 1: sustituir 'figures' por 'data'": "!1 \"figures\" does not occur in op 1, which is written in ES",
		"OP 1: sustituir 'urge' por 'request'": "mod op 1: en To request the States to share their figures each year",
		"OP 1: suprimir 'each year'":           "!1 \"each year\" does not occur in op 1, which is written in ES",
		"OP 3: suprimir 'keep'":                "!1 the proposal for op 3 is in ES, and changes the text in EN",
		// What is said of sub-paragraphs.
		"OP 2: mantener, pero suprimir b)":                                "sup op 2 (b)",
		"OP 2: agreed, but delete (b)":                                    "sup op 2 (b)",
		"OP 2: keep (a) and delete (b)":                                   "noc op 2 (a)\nsup op 2 (b)",
		"OP 2: delete (a) and (b)":                                        "sup op 2 (a)\nsup op 2 (b)",
		"OP 2 (a)-(b): delete":                                            "sup op 2 (a)\nsup op 2 (b)",
		"delete (b) of OP 2":                                              "sup op 2 (b)",
		"OP 2: reserve on (b)":                                            "reserve op 2 (b)",
		"OP 2: delete all but (a)":                                        "!1 the words to replace, or their replacement, are missing",
		"OP 2: delete everything except (a)":                              "accept op 2",
		"OP 2: delete the chapeau":                                        "!1 the words to replace, or their replacement, are missing",
		"OP 2: keep the chapeau":                                          "accept op 2",
		"OP 2: delete (z)":                                                "!1 the paper has no paragraph OP 2 (z)",
		"OP 2: replace 'publish' by 'print' in (b)":                       "mod op 2 (b): en print the figures",
		"OP 2: in (a) replace 'count' by 'see', (b) 'publish' -> 'print'": "mod op 2 (a): en see the clinics\nmod op 2 (b): en print the figures",
		// An agreement with a change is no proposal; what stands behind a comma or a word such as "but" is one.
		"We support the deletion of OP 1.":                        "agrees op 1",
		"OP 1: agree to replace 'share' by 'publish'":             "agrees op 1",
		"Apoyamos la supresión del párrafo 1":                     "agrees op 1",
		"OP 1: Delegation B agrees to delete 'share'":             "agrees op 1 by b",
		"OP 1: accept, provided 'share' is replaced by 'publish'": "mod op 1: en To urge the States to publish their figures each year",
		// What stays, and what is no text.
		"OP 1: we would like to keep our reservation":        "reserve op 1",
		"OP 1: retain the language of 2023":                  "!1 the words to replace, or their replacement, are missing",
		"OP 1: Delegation B supports the text as it stands.": "accept op 1 by b",
		"OP 1: To be discussed with Delegation B":            "!1 it is not clear what is proposed for op 1",
		"OP 1: To be discussed by the States each year":      "!1 it is not clear what is proposed for op 1",
		"La delegación se reserva sobre el párrafo 1.":       "reserve op 1",
		// The present text above the proposed one.
		"OP 1:\nOriginal: To urge the States to share\nProposed: To urge the States to share all":    "mod op 1: en To urge the States to share all\nleft 2",
		"OP 1\nTexto actual: To urge the States to share\nTexto propuesto: To urge the States to go": "mod op 1: en To urge the States to go\nleft 2",
		"Delegation A can go along with OP 1. In OP 2, delete (b).":                                  "accept op 1\nsup op 2 (b)",
		// A greeting with a colon, a heading or a reason names nobody.
		"Estimada Sra. Presidenta:\n\nOP 1: delete": "left 1\nsup op 1",
		"Dear Chair:\nOP 1: delete":                 "left 1\nsup op 1",
		"Comments:\nOP 1: delete":                   "left 1\nsup op 1",
		"Rationale:\nOP 1: delete":                  "left 1\nsup op 1",
		"Delegation Z:\nOP 1: delete":               "left 1\n!2 the author of the proposal is missing",
		// Brackets, ordinals, and words between two others.
		"OP 1: put 'each year' in brackets":        "!1 brackets around words of op 1 are no proposal: what is proposed is printed in brackets until it is agreed",
		"OP 3: delete the brackets around 'keep'":  "!1 brackets around words of op 3 are no proposal: what is proposed is printed in brackets until it is agreed",
		"OP 1: insert [urgently] after 'States'":   "mod op 1: en To urge the States urgently to share their figures each year",
		"OP 1: delete the second 'their'":          "!1 \"their\" does not occur 2 times in op 1",
		"OP 1: replace the first 'their' by 'all'": "mod op 1: en To urge the States to share all figures each year",
		"OP 1: delete from 'share' to 'year'":      "mod op 1: en To urge the States to",
		"OP 1: delete 'share … year'":              "mod op 1: en To urge the States to",
		"OP 1: delete last sentence":               "!1 the words to replace, or their replacement, are missing",
		"OP 1: End the sentence after 'figures'":   "!1 it is not clear what is proposed for op 1",
		// Reasons are no part of a text, and take nothing back.
		"OP 1: Replace \"share\" with \"publish\". We think that sharing is not enough.":   "mod op 1: en To urge the States to publish their figures each year\nleft 1",
		"OP 1: delete \"each year\", since it is not feasible":                             "mod op 1: en To urge the States to share their figures\nleft 1",
		"OP 1: To urge the States to share their figures. We explain that it is urgent.":   "mod op 1: en To urge the States to share their figures\nleft 1",
		"OP 1: To urge the States to share all (rationale: they change)":                   "mod op 1: en To urge the States to share all\nleft 1",
		"OP 1: To urge the States to share all of their figures each\nReason: they change": "mod op 1: en To urge the States to share all of their figures each\nleft 2",
		"OP 1: Instar a los Estados a que compartan cifras. Consideramos que basta.":       "mod op 1: es Instar a los Estados a que compartan cifras\nleft 1",
		// Who speaks, behind the number; and paragraphs of both kinds.
		"OP 1 (Delegation B): delete":                                "sup op 1 by b",
		"OP 1: Delegation B and Delegation A propose to delete":      "sup op 1 by b a",
		"Delegation A and Delegation B ask for the deletion of OP 1": "sup op 1 by a b",
		"OP 1 and PP 1: delete":                                      "sup op 1\nsup pr 1",
		"OPs 1 to 3: keep":                                           "noc op 1\nnoc op 2\nnoc op 3",
		"Párrafos 1 a 3: mantener":                                   "noc op 1\nnoc op 2\nnoc op 3",
		"First preambular paragraph: keep":                           "noc pr 1",
		// A line that asks for a change and names no paragraph is not left out.
		"In the title, replace \"Draft\" by \"Text\".":           "!1 the paragraph of the proposal \"In the title, replace \\\"Draft\\\" by \\\"Text\\\".\" is missing",
		"Heading before OP 1: delete 'all'\nOP 2: keep":          "!1 the paragraph of the proposal \"Heading before OP 1: delete 'all'\" is missing\nnoc op 2",
		"En el título, suprimir \"Proyecto\".\nSaludos":          "!1 the paragraph of the proposal \"En el título, suprimir \\\"Proyecto\\\".\" is missing\nleft 2",
		"We welcome the draft, which quotes 'all' in OP 9 of it": "left 1",
		"Could somebody in the hall replace the word 'all'?":     "left 1",
		// Words between a reservation and its paragraph.
		"We reserve, for now, our delegation's full position on OP 1.": "reserve op 1",
		"Reservamos posición en el párrafo 1.":                         "reserve op 1",
		"El párrafo 1 pasa después del párrafo 3.":                     "move op 1 to op 3",
		"La letra b) del párrafo 2 queda suprimida.":                   "sup op 2 (b)",
		"1 bis (new) To thank the donors of it":                        "add op 1: en To thank the donors of it",
	} {
		if got := said(small(), text); got != want {
			t.Errorf("%s\n\t%s\nwant\n\t%s", text, got, want)
		}
	}
}

// TestForeignLetters: what delegations say in a language that the paper does not have, and the words that they quote of it.
func TestForeignLetters(t *testing.T) {
	for text, want := range map[string]string{
		"Supprimer l'alinéa b) du paragraphe 2.":                                    "sup op 2 (b)",
		"L’alinéa b) du paragraphe 2 est supprimé.":                                 "sup op 2 (b)",
		"- d'ajouter un nouveau paragraphe après le paragraphe 1 : « To thank it »": "add op 1: en To thank it",
		"Nous réservons notre position sur le paragraphe 1.":                        "reserve op 1",
		"Nous réservons toute notre position quant au paragraphe 1.":                "reserve op 1",
		"Le paragraphe 1 est à placer après le paragraphe 3.":                       "move op 1 to op 3",
		"Au paragraphe 1, remplacer « share » par « broaden ».":                     "mod op 1: en To urge the States to broaden their figures each year",
		"Paragraphe 1 : remplacer « figures » par « the data »":                     "mod op 1: en To urge the States to share their the data each year",
		"Paragraphe 1 : remplacer « figures » par « les chiffres »":                 "!1 the proposal for op 1 is in FR, and changes the text in EN",
		"A alínea b) do parágrafo 2 é suprimida.":                                   "sup op 2 (b)",
		"O parágrafo 1 passa para depois do parágrafo 3.":                           "move op 1 to op 3",
		"Parágrafo 1: substituir “share” por “broaden”.":                            "mod op 1: en To urge the States to broaden their figures each year",
		"In OPs 1 and 3, replace 'share' by 'go'":                                   "mod op 1: en To urge the States to go their figures each year\n!1 \"share\" does not occur in op 3, which is written in EN",
		"OPS: delete OP 1": "sup op 1 by ops",
	} {
		p := smallTo("en", "es", "fr", "pt")
		p.Name("OPS", "ops")
		if got := said(p, text); got != want {
			t.Errorf("%s\n\t%s\nwant\n\t%s", text, got, want)
		}
	}
}
