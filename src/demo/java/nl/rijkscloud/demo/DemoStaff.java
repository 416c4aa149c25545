package nl.rijkscloud.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Schema;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.keys.MasterKeys;
import nl.rijkscloud.staff.Argon2id;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.StaffRegister;
import nl.rijkscloud.startup.InstallationKey;

/**
 * A person who can sign in to the demo.
 *
 * @param inMeldpunt true when they also read transfers to the default contact
 */
public record DemoStaff(String name, String email, String mobile, String password, boolean inMeldpunt, Role role) {
    public static final DemoStaff SANNE = new DemoStaff(
            "Sanne Bakker", "s.bakker@igj.nl", "+31612345642", "groene-fiets-onder-brug", true, Role.MEDEWERKER);
    public static final DemoStaff OMAR = new DemoStaff(
            "Omar Yilmaz", "o.yilmaz@igj.nl", "+31687654317", "warme-soep-met-brood", true, Role.MEDEWERKER);
    /** Reads only transfers to her own address. */
    public static final DemoStaff LOTTE = new DemoStaff(
            "Lotte Visser", "l.visser@igj.nl", "+31623456789", "blauwe-lucht-boven-zee", false, Role.MEDEWERKER);
    public static final DemoStaff BRAM = new DemoStaff(
            "Bram de Boer", "b.deboer@igj.nl", "+31634567821", "gele-trein-naar-zuiden", false, Role.BEHEERDER);
    public static final DemoStaff NOOR = new DemoStaff(
            "Noor Jansen", "n.jansen@igj.nl", "+31656789034", "rode-appel-onder-tafel", false, Role.HELPDESK);
    public static final DemoStaff FENNA = new DemoStaff(
            "Fenna Smit", "f.smit@igj.nl", "+31645678956", "stille-klok-in-toren", false, Role.FUNCTIONARIS);

    public static final List<DemoStaff> ALL = List.of(SANNE, OMAR, LOTTE, BRAM, NOOR, FENNA);

    /** Creates the missing accounts and the department. Blocks. */
    static void register(Vertx vertx, Config config) throws IOException {
        Schema.migrate(config.database());
        var database = Database.open(vertx, config.database());
        var meldpunt = config.organisation().contactEmail();
        var register = new StaffRegister(
                vertx,
                database,
                config.organisation().domains(),
                new Argon2id(new SecureRandom()),
                InstantSource.system(),
                new Audit(database, InstallationKey.open(database, MasterKeys.read(config), Optional.empty()).await(),
                        InstantSource.system()),
                Actor.OPERATOR);
        try {
            unlessThere(register.addDepartment(meldpunt, config.organisation().contactName()));
            ALL.forEach(staff -> {
                unlessThere(register.add(staff.name, staff.email, staff.mobile, staff.password));
                if (staff.role != Role.MEDEWERKER) {
                    register.setRole(staff.email, staff.role, true).await();
                    register.setRole(staff.email, Role.MEDEWERKER, false).await();
                }
                if (staff.inMeldpunt) {
                    register.join(staff.email, meldpunt).await();
                }
            });
        } finally {
            database.close().await();
        }
    }

    private static void unlessThere(Future<?> added) {
        added.transform(done -> done.cause() instanceof Failure known && known.kind() == Failure.Kind.CONFLICT
                        ? Future.succeededFuture()
                        : added)
                .await();
    }
}
