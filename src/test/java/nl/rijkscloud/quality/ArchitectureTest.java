package nl.rijkscloud.quality;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The one-way dependencies of the design. What a rule lists as allowed is all there is; adding to a list is a decision.
 */
@AnalyzeClasses(packages = "nl.rijkscloud", importOptions = {ImportOption.DoNotIncludeTests.class})
class ArchitectureTest {
    private static final String OURS = "nl.rijkscloud..";
    private static final String[] FOUNDATION = {"..floe..", "..vault..", "..config..", "..db..", "..bus..",
            "..failure..", "..phone..", "..typed..", "..kernel..", "..period..", "..content.."};
    private static final String[] ABOVE = {
        "..transfer..", "..upload..", "..download..", "..link..", "..otp..", "..mail..", "..outbox..", "..report..",
        "..staff..", "..oidc..", "..limit..", "..audit..",
        "..request..", "..custodian..", "..overview..", "..privacy..", "..http..", "..ops..", "..cli.."
    };

    private static final DescribedPredicate<JavaClass> JSON =
            describe("Vert.x JSON", type -> type.getPackageName().startsWith("io.vertx.core.json"));
    private static final DescribedPredicate<JavaClass> WEB_SERVER = describe("the web server", type ->
            type.getPackageName().startsWith("io.vertx.ext.web")
                    && !type.getPackageName().startsWith("io.vertx.ext.web.client")
                    && !type.getPackageName().equals("io.vertx.ext.web.codec")); // the client's

    @ArchTest
    static final ArchRule floeKnowsOnlyTheJdk =
            classes().that().resideInAPackage("nl.rijkscloud.floe").should().onlyDependOnClassesThat()
                    .resideInAnyPackage(
                    "nl.rijkscloud.floe", "java..", "javax.crypto..");

    @ArchTest
    static final ArchRule configKnowsNobody =
            noClasses().that().resideInAPackage("nl.rijkscloud.config").should()
                    .dependOnClassesThat(describe("other packages of ours",
                    type -> type.getPackageName().startsWith("nl.rijkscloud") && !type.getPackageName()
                            .equals("nl.rijkscloud.config")));

    @ArchTest
    static final ArchRule foundationDoesNotKnowWhatStandsOnIt =
            noClasses().that().resideInAnyPackage(FOUNDATION).should().dependOnClassesThat().resideInAnyPackage(ABOVE);

    @ArchTest
    static final ArchRule featuresDoNotKnowTheOutside = noClasses()
            .that().resideOutsideOfPackages("..http..", "..ops..", "..cli..", "..demo..", "nl.rijkscloud")
            .should().dependOnClassesThat()
            .resideInAnyPackage("nl.rijkscloud.http", "nl.rijkscloud.ops", "nl.rijkscloud.cli");

    /** Every feature writes into it, so it knows none of them. */
    @ArchTest
    static final ArchRule auditKnowsOnlyTheFoundationAndSources = noClasses().that().resideInAPackage("..audit..")
            .should().dependOnClassesThat(describe("a feature", type -> type.getPackageName().startsWith("nl.rijkscloud")
                    && !type.getPackageName().matches("nl\\.rijkscloud\\.(audit|db|kernel|vault|limit)")));

    @ArchTest
    static final ArchRule storesStayInTheirFeature = classes()
            .that().haveSimpleNameEndingWith("Store")
            .and().resideOutsideOfPackages("..vault..", "nl.rijkscloud.transfer")
            .should().bePackagePrivate()
            .because("features know each other's topics, records and ports only");

    /** What receives, checks and hands out documents works on the transfer's own rows, one transaction with it. */
    @ArchTest
    static final ArchRule storesOfTransfersAreForItsOwnFamily = noClasses()
            .that().resideOutsideOfPackages(
                    "nl.rijkscloud.transfer", "..upload..", "..download..", "..request..", "..custodian..", "..report..", "..overview..",
                    "..http..",
                    "nl.rijkscloud")
            .should().dependOnClassesThat(describe("stores of transfers", type ->
                    type.getPackageName().equals("nl.rijkscloud.transfer") && type.getSimpleName().endsWith("Store")));

    @ArchTest
    static final ArchRule sqlIsInStores = noClasses()
            .that().haveSimpleNameNotEndingWith("Store")
            .and().resideOutsideOfPackages("..db..", "..ops..")
            .and().doNotHaveFullyQualifiedName("nl.rijkscloud.outbox.Outbox") // in the caller's transaction
            .and().doNotHaveFullyQualifiedName("nl.rijkscloud.App") // is the database there
            .should().callMethodWhere(are(target(owner(name("nl.rijkscloud.db.Database"))).and(target(name("run")))));

    @ArchTest
    static final ArchRule webServerIsInHttp = noClasses()
            .that().resideOutsideOfPackages("..http..", "..demo..")
            .and().haveNameNotMatching("nl\\.rijkscloud\\.App.*") // hands the router to an extension
            .should().dependOnClassesThat(WEB_SERVER);

    /** The server's own reader skips a leading comma and {@code $Version}, so that a planted cookie passes for ours; {@code http.CookieHeader} reads. */
    @ArchTest
    static final ArchRule cookiesAreReadAndSetByOurselves = noClasses().that().resideOutsideOfPackage("..demo..")
            .should().dependOnClassesThat().haveFullyQualifiedName("io.vertx.core.http.Cookie")
            .orShould().callMethodWhere(target(name("getCookie")).or(target(name("cookieMap"))).or(target(name("cookieCount")))
                    .or(target(name("cookies"))).or(target(name("addCookie"))).or(target(name("removeCookie"))));

    @ArchTest
    static final ArchRule mailClientIsInMail = noClasses().that().resideOutsideOfPackages("..mail..", "..demo..")
            .should().dependOnClassesThat().resideInAPackage("io.vertx.ext.mail..");

    @ArchTest
    static final ArchRule webClientIsInOtp = noClasses().that().resideOutsideOfPackages("..otp..", "..demo..")
            .should().dependOnClassesThat().resideInAPackage("io.vertx.ext.web.client..");

    @ArchTest
    static final ArchRule identityProviderIsInOidc = noClasses().that().resideOutsideOfPackages("..oidc..")
            .should().dependOnClassesThat().resideInAPackage("io.vertx.ext.auth..");

    /** Where text leaves or enters: HTTP and its form, the SMS gateway, what is sealed into rows, health. */
    @ArchTest
    static final ArchRule jsonIsAtTheEdges = noClasses()
            .that().resideOutsideOfPackages("..http..", "..ops..", "..demo..")
            .and().haveNameNotMatching("nl\\.rijkscloud\\.(otp\\.(SmsRequest|JsonAnswer)|outbox\\.SealedValues|oidc\\.(IdToken|IdentityProvider)"
                    + "|request\\.(RequestForm|TermsForm|RequestList|AddressTable)"
                    + "|transfer\\.(Manifest|DocumentEntry|Digests|SealedMessage|Message|Asked|FormFields|SubmissionForm|DraftForm|CorrectionForm)).*")
            .should().dependOnClassesThat(JSON);

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("nl.rijkscloud.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingUsesTheRoot = noClasses().that().resideInAPackage("nl.rijkscloud.(*)..")
            .and().resideOutsideOfPackage("..demo..")
            .should().dependOnClassesThat().resideInAPackage("nl.rijkscloud");

    @ArchTest
    static final ArchRule classesOfOursArePlain = classes().that().resideInAPackage(OURS)
            .and().areTopLevelClasses().and().areNotInterfaces().and().areNotEnums().and().areNotRecords()
            .should().haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
            .because("nothing here is made to be extended");
}
