-- Texts that a department uses again: in the clear, since they are about no person, which the form says. They stay until a member removes them.
create table template (
    id uuid primary key,
    department text not null references department (email) on update cascade on delete cascade,
    kind text not null check (kind in ('request', 'message')),
    name text not null,
    content text not null, -- JSON: explanation and items of a request, subject and text of a message
    changed_by uuid references staff,
    changed_at timestamptz not null
);
create unique index template_name on template (department, kind, lower(name));
