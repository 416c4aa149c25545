-- A beheerder decides about a document that waits for the virus scanner, or that the scanner could not look at.
-- 'away': no answer; 'unread': it answered without looking at all of it. What of an archive is the reason stays sealed.
alter table document add column scan_held_reason text check (scan_held_reason in ('away', 'unread'));
-- Null until somebody decides. The check that comes next carries it out.
alter table document add column scan_decision text check (scan_decision in ('deliver', 'refuse'));
