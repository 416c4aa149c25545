package nl.rijkscloud.quality;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Rules for single files and libraries. {@link RoomsTest} has the rules between rooms. */
@AnalyzeClasses(packages = "nl.rijkscloud", importOptions = {ImportOption.DoNotIncludeTests.class})
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> WEB_SERVER = describe("the web server", type ->
            type.getPackageName().startsWith("io.vertx.ext.web")
                    && !type.getPackageName().startsWith("io.vertx.ext.web.client")
                    && !type.getPackageName().equals("io.vertx.ext.web.codec")); // the client's

    @ArchTest
    static final ArchRule floeKnowsOnlyTheJdk = classes().that().resideInAPackage("nl.rijkscloud.floe")
            .should().onlyDependOnClassesThat().resideInAnyPackage("nl.rijkscloud.floe", "java..", "javax.crypto..");

    @ArchTest
    static final ArchRule storesStayInTheirRoom = classes().that().haveSimpleNameEndingWith("Store")
            .and().resideOutsideOfPackages("..blob..", "..transfer..", "..document..", "..request..")
            .should().bePackagePrivate()
            .because("only what works on a transfer's own rows, in its transaction, sees the statements of "
                    + "another room");

    @ArchTest
    static final ArchRule sqlIsInStores = noClasses().that().haveSimpleNameNotEndingWith("Store")
            .and().resideOutsideOfPackage("..db..")
            .should().callMethodWhere(are(target(owner(name("nl.rijkscloud.db.Database"))).and(target(name("run")))));

    @ArchTest
    static final ArchRule webServerIsNotBelowHttp = noClasses().that().resideInAnyPackage(
                    "..floe..", "..kernel..", "..config..", "..typed..", "..content..", "..vault..", "..db..",
                    "..bucket..", "..blob..", "..period..",
                    "..connection..", "..limit..", "..audit..", "..outbox..", "..mail..", "..staff..", "..link..",
                    "..code..", "..document..",
                    "..transfer..", "..bounce..", "..stream..", "..custodian..", "..startup..", "..ops..", "..cli..")
            .should().dependOnClassesThat(WEB_SERVER);

    /**
     * Vert.x's own parser skips a leading comma and {@code $Version}, so that a planted cookie would pass for ours;
     * {@code http.CookieHeader} is strict.
     */
    @ArchTest
    static final ArchRule cookiesAreReadAndSetByOurselves = noClasses().that().resideOutsideOfPackage("..demo..")
            .should().dependOnClassesThat().haveFullyQualifiedName("io.vertx.core.http.Cookie")
            .orShould().callMethodWhere(target(name("getCookie")).or(target(name("cookieMap")))
                    .or(target(name("cookieCount")))
                    .or(target(name("cookies"))).or(target(name("addCookie"))).or(target(name("removeCookie"))));

    @ArchTest
    static final ArchRule mailClientIsInMail = noClasses().that().resideOutsideOfPackages("..mail..", "..demo..")
            .should().dependOnClassesThat().resideInAPackage("io.vertx.ext.mail..");

    @ArchTest
    static final ArchRule mailReaderIsInBounce = noClasses().that().resideOutsideOfPackages("..bounce..")
            .should().dependOnClassesThat().resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

    @ArchTest
    static final ArchRule webClientIsInSms = noClasses().that().resideOutsideOfPackages("..sms..", "..demo..")
            .should().dependOnClassesThat().resideInAPackage("io.vertx.ext.web.client..");

    @ArchTest
    static final ArchRule identityProviderIsInSignIn = noClasses().that().resideOutsideOfPackages("..signin..")
            .should().dependOnClassesThat().resideInAPackage("io.vertx.ext.auth..");

    private static final List<String> SEE_THE_MASTER_KEY = List.of(
            "nl.rijkscloud.vault.PurposeKeys", // unwraps with it
            "nl.rijkscloud.startup.KeyCheck", "nl.rijkscloud.startup.RotationCheck"); // look at form and fingerprint

    /** {@code vault.MasterKeyTest} checks the methods of the class itself. */
    @ArchTest
    static final ArchRule masterKeyWrapsPurposeKeysAndNothingElse = noClasses()
            .that().resideOutsideOfPackage("..keys..")
            .and().doNotHaveFullyQualifiedName("nl.rijkscloud.vault.MasterKey")
            .and(describe("do not start the portal", type -> !SEE_THE_MASTER_KEY.contains(type.getName())))
            .should().dependOnClassesThat().haveFullyQualifiedName("nl.rijkscloud.vault.MasterKey")
            .because("whatever derives from the master key cannot be rotated; add a KeyPurpose");

    @ArchTest
    static final ArchRule onlyTheFirstStartAdoptsDerivedKeys = noClasses()
            .that().doNotHaveFullyQualifiedName("nl.rijkscloud.keys.KeyOpening")
            .should().callMethodWhere(
                    are(target(owner(name("nl.rijkscloud.vault.MasterKey"))).and(target(name("adopt")))));

    @ArchTest
    static final ArchRule classesOfOursArePlain = classes().that().resideInAPackage("nl.rijkscloud..")
            .and().areTopLevelClasses().and().areNotInterfaces().and().areNotEnums().and().areNotRecords()
            .should().haveModifier(JavaModifier.FINAL)
            .because("nothing here is made to be extended");
}
