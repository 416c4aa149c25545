package nl.rijkscloud.portal;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.GrantAccess;
import nl.rijkscloud.access.OwnTransferAccess;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.audit.AuditReader;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.oversight.OversightRoutes;
import nl.rijkscloud.oversight.QueueRoutes;
import nl.rijkscloud.privacy.AuditRoutes;
import nl.rijkscloud.privacy.PrivacyRoutes;
import nl.rijkscloud.request.RequestRoutes;
import nl.rijkscloud.sending.SendingRoutes;
import nl.rijkscloud.transfer.CorrectionForm;

/** The addresses below {@code /api/staff}: for employees, after their sign-in. */
final class StaffRoutes {
    private final Services services;
    private final GrantAccess grants;
    private final StaffAccess access;
    private final Config config;
    private final CorrectionForm corrections;

    StaffRoutes(Services services, GrantAccess grants, StaffAccess access, Config config, CorrectionForm corrections) {
        this.services = services;
        this.grants = grants;
        this.access = access;
        this.config = config;
        this.corrections = corrections;
    }

    void mount(Router router) {
        var s = services;
        new SendingRoutes(
                access, own(s, access), s.drafts(), s.submit(), s.recipientChanges(), corrections,
                config.codes().countries()).mount(router);
        new RequestRoutes(access, s.asking(), s.database(), config, s.clock()).mount(router);
        new OversightRoutes(access, grants, s.staff(), s.oversight(), s.audit()).mount(router);
        new QueueRoutes(access, s.oversight().queue()).mount(router);
        new AuditRoutes(access, s.audit(), new AuditReader(s.database())).mount(router);
        new PrivacyRoutes(access, s.persons(), s.retention()).mount(router);
    }

    static OwnTransferAccess own(Services s, StaffAccess access) {
        return new OwnTransferAccess(access, s.staff(), s.database(), s.transfers());
    }
}
