package date

import "testing"

func TestMeant(t *testing.T) {
	for s, want := range map[string]string{
		"14/5/2027": "2027-05-14", "14.05.2027": "2027-05-14", "14-5-2027": "2027-05-14", "5/14/2027": "2027-05-14",
		"4/5/2027": "2027-05-04, or 2027-04-05", "5/5/2027": "2027-05-05", "2027/5/14": "2027-05-14", "2027-5-4": "2027-05-04", "2027-5": "2027-05",
		"5/2027": "2027-05", "2024-02-30": "2024-02-29, the last day of that month", "2023-02-30": "2023-02-28, the last day of that month",
		"30/2/2023": "2023-02-28, the last day of that month", "2023-13-01": "2023-01-13", "2023-13-14": "", "14/05/27": "2027-05-14", "14 May 2027": "2027-MM-14, with the number of the month for MM",
		"May 4, 2027": "2027-MM-04, with the number of the month for MM", "14 de mayo de 2027": "2027-MM-14, with the number of the month for MM",
		"mayo de 2027": "2027-MM, with the number of the month for MM", "from 3 to 5 May 2027": "", "in 99 days": "", "2027 AD 1234": "", "31/31/2023": "", "soon": "", "": "", "2023-02-00": "", " 1/2/2027 ": "2027-02-01, or 2027-01-02",
	} {
		if got := Meant(s); got != want {
			t.Errorf("%q means %q, want %q", s, got, want)
		}
	}
}
