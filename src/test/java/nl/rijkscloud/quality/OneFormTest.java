package nl.rijkscloud.quality;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.ZoneId;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.Mac;

/** Each of these concepts has one class. A second copy of it turns this test red. */
@AnalyzeClasses(packages = "nl.rijkscloud", importOptions = {ImportOption.DoNotIncludeTests.class})
class OneFormTest {
    /** The demo's counterpart of a provider must not share its code. */
    private static final String DEMO = "nl.rijkscloud.demo..";
    /** The format uses HMAC-SHA-384, and knows only the JDK. */
    private static final String FLOE = "nl.rijkscloud.floe..";

    @ArchTest
    static final ArchRule macsAreMadeByHmac = noClasses().that().resideOutsideOfPackages(DEMO, FLOE)
            .and().doNotHaveSimpleName("Hmac")
            .should().callMethodWhere(target(name("getInstance")).and(target(owner(name(Mac.class.getName())))));

    @ArchTest
    static final ArchRule keysAreDerivedByKdf = noClasses().that().doNotHaveSimpleName("Kdf")
            .should().callMethodWhere(target(name("getInstance")).and(target(owner(name(KDF.class.getName())))));

    @ArchTest
    static final ArchRule base64urlIsReadAndWrittenByBase64Url = noClasses().that().resideOutsideOfPackage(DEMO)
            .and().doNotHaveSimpleName("Base64Url")
            .should().callMethodWhere(target(owner(name(Base64.class.getName())))
                    .and(target(name("getUrlEncoder")).or(target(name("getUrlDecoder")))));

    @ArchTest
    static final ArchRule timeZoneIsInOfficeTime = noClasses().that().doNotHaveSimpleName("OfficeTime")
            .should().callMethodWhere(target(owner(name(ZoneId.class.getName()))).and(target(name("of"))));
}
