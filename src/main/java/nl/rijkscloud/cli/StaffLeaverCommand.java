package nl.rijkscloud.cli;

import io.vertx.core.Future;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.leaver.Leaver;
import nl.rijkscloud.leaver.Leaver.Held;
import nl.rijkscloud.leaver.Leaver.Holdings;
import nl.rijkscloud.mail.MailSubject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code staff leaver}: shows what somebody holds who leaves, and with {@code --apply} hands it to a colleague. */
@Command(
        name = "leaver",
        mixinStandardHelpOptions = true,
        description = "Lists a person's requests, drafts, transfers, departments, and the mails with links "
        + "that only they have. Hands all but the mails to a colleague. Changes nothing without --apply.")
final class StaffLeaverCommand implements Callable<Integer> {
    @ParentCommand
    private StaffCommand staff;

    @Spec
    private CommandSpec spec;

    @Option(names = "--email", required = true, description = "The person who leaves.")
    private String email;

    @Option(names = "--to", paramLabel = "EMAIL", description = "The colleague who takes over.")
    private @Nullable String to;

    @Option(names = "--apply", description = "Carries the changes out, in one transaction.")
    private boolean apply;

    @Override
    public Integer call() {
        var colleague = to;
        if (apply && colleague == null) {
            return staff.failed(StaffCommand.REFUSED, "--apply needs --to");
        }
        return staff.on(it -> {
            var leaver = new Leaver(it.database(), it.audit());
            Future<Holdings> held = apply && colleague != null ? leaver.handOver(email, colleague) : leaver.look(email);
            return held.map(found -> {
                show(found, MailSubject.of(it.config()));
                return apply
                        ? "Handed over to " + colleague + ". Next: staff disable --email " + email
                        : "Nothing was done. With --to EMAIL --apply all but the mails goes to that colleague.";
            });
        });
    }

    private void show(Holdings held, MailSubject subjects) {
        PrintWriter out = spec.commandLine().getOut();
        held.transfers().forEach(transfer -> out.printf(Locale.ROOT, "%-12s %s  %s  %s%n", word(transfer),
                transfer.number(), OfficeTime.day(transfer.createdAt()), transfer.state()));
        held.departments().forEach(department -> out.printf(Locale.ROOT, "%-12s %s%n", "department", department));
        held.mails().forEach(mail -> out.printf(Locale.ROOT, "%-12s %s  %s  %s%n", "mail", mail.number(),
                OfficeTime.day(mail.sentAt()), subjects.text(mail.language(), mail.template(), mail.party())));
        out.println(held.transfers().size() + " transfers, " + held.departments().size() + " departments, "
                + held.mails().size() + " mails.");
        if (!held.mails().isEmpty()) {
            out.println("The links in these mails cannot be moved. Have them forwarded, or the documents shared from "
                    + "the page of the transfer, while the person can still sign in.");
        }
    }

    private static String word(Held transfer) {
        return switch (transfer.kind()) {
            case "requested" -> transfer.owned() ? "request" : "receives";
            case "sent" -> transfer.state().equals("open") ? "draft" : "sent";
            default -> "receives";
        };
    }
}
