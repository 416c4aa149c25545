package nl.rijkscloud.privacy;

import static nl.rijkscloud.http.Routing.post;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.report.PdfPrinter;
import nl.rijkscloud.staff.Role;

/** The address by which the privacy officer saves the data kept about a person: JSON and a PDF in one zip. */
final class ExportRoutes {
    private final StaffAccess access;
    private final PersonExport export;
    private final PdfPrinter printer;
    private final Vertx vertx;
    private final String organisation;

    ExportRoutes(StaffAccess access, PersonExport export, PdfPrinter printer, Vertx vertx, String organisation) {
        this.access = access;
        this.export = export;
        this.printer = printer;
        this.vertx = vertx;
        this.organisation = organisation;
    }

    public void mount(Router router) {
        post(router, "/api/staff/persons/export", this::save);
    }

    private void save(RoutingContext ctx) {
        var body = Json.body(ctx);
        access.of(ctx, Role.FUNCTIONARIS)
                .compose(member -> {
                    var person = PrivacyRoutes.person(body);
                    var language = Language.of(Json.text(body, "language", 2)).orElse(Language.STAFF);
                    return export.collect(member.actor(), person)
                            .compose(found -> printer
                                    .print(ExportPaper.of(person, found, language, organisation))
                                    .compose(pdf -> zip(found, pdf)));
                })
                .compose(zip -> PdfPrinter.answer(ctx, "application/zip", "inzage.zip", zip))
                .onFailure(ctx::fail);
    }

    private Future<Buffer> zip(JsonObject found, byte[] pdf) {
        return vertx.executeBlocking(() -> {
            var bytes = new ByteArrayOutputStream();
            try (var zip = new ZipOutputStream(bytes)) {
                add(zip, "inzage.json", found.encodePrettily().getBytes(StandardCharsets.UTF_8));
                add(zip, "inzage.pdf", pdf);
            }
            return Buffer.buffer(bytes.toByteArray());
        }, false);
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
