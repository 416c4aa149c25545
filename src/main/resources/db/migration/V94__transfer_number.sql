-- The number by which people speak of a transfer, on the phone for example. It opens nothing. Seven random signs of Crockford's alphabet (without I, L,
-- O and U) and a check sign: over GF(32), the signs times 128, 64, ... 2, 1 add up to zero. TransferNumber.java reads it by the same rule.
create function new_transfer_number() returns text language plpgsql volatile as $$
declare
    alphabet constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    random bytea;
    element int;
    remainder int;
    drawn text;
begin
    loop
        random := uuid_send(gen_random_uuid());
        remainder := 0;
        drawn := '';
        for place in 9..15 loop -- the bytes of a random UUID in which nothing is fixed
            element := get_byte(random, place) & 31;
            drawn := drawn || substr(alphabet, element + 1, 1);
            remainder := ((remainder << 1) # case when remainder & 16 = 0 then 0 else 37 end) # element;
        end loop;
        remainder := (remainder << 1) # case when remainder & 16 = 0 then 0 else 37 end;
        drawn := drawn || substr(alphabet, remainder + 1, 1);
        exit when not exists (select from transfer t where t.number = drawn);
    end loop;
    return drawn;
end $$;

alter table transfer add column number text;
create unique index transfer_number on transfer (number);
update transfer set number = new_transfer_number();
-- A server of the version before, which knows no numbers, gets one for its rows too.
alter table transfer alter column number set default new_transfer_number(), alter column number set not null;
