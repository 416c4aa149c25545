package nl.rijkscloud.access;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.link.Sessions;

/**
 * Gatekeepers have the one shape that the comment of the package {@code access} describes, and no route decides past
 * them.
 */
@AnalyzeClasses(packages = "nl.rijkscloud", importOptions = ImportOption.DoNotIncludeTests.class)
class AccessShapeTest {
    private static final DescribedPredicate<JavaMethod> TAKES_THE_REQUEST_FIRST = DescribedPredicate.describe(
            "take the request first", method -> !method.getRawParameterTypes().isEmpty()
                    && method.getRawParameterTypes().getFirst().isEquivalentTo(RoutingContext.class));

    @ArchTest
    static final ArchRule gatekeepersAreAskedAlike = methods()
            .that().areDeclaredInClassesThat().haveSimpleNameEndingWith("Access")
            .and().areDeclaredInClassesThat().areTopLevelClasses()
            .and().areNotPrivate().and().areNotStatic()
            .should().haveNameMatching("of|find")
            .andShould().haveRawReturnType(Future.class)
            .andShould(ArchConditions.have(TAKES_THE_REQUEST_FIRST));

    @ArchTest
    static final ArchRule onlyGatekeepersReadGrants = noClasses()
            .that().resideOutsideOfPackages("..access..", "..link..")
            // reads the grant of the link that it has just opened
            .and().doNotHaveFullyQualifiedName("nl.rijkscloud.opening.SessionRoutes")
            .should().callMethodWhere(
                    target(owner(name(Sessions.class.getName()))).and(target(name("grant").or(name("uploader")))));
}
