package io.datacapsule.api;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.datacapsule.model.CatalogException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RestController;

class ArchitectureTests {

    private static final String[] CORE = {
        "io.datacapsule.model..", "io.datacapsule.graph..", "io.datacapsule.lineage..", "io.datacapsule.ingest..",
        "io.datacapsule.search..", "io.datacapsule.query..", "io.datacapsule.export..", "io.datacapsule.sql..",
        "io.datacapsule.access..", "io.datacapsule.audit..", "io.datacapsule.telemetry..", "io.datacapsule.reset..",
        "io.datacapsule.backup.."
    };

    private static JavaClasses all;

    @BeforeAll
    static void read() {
        all = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("relocated"))
                .importPackages("io.datacapsule");
        assertThat(all.containPackage("io.datacapsule.neo4j")).isTrue();
        assertThat(all.containPackage("io.datacapsule.jdbc")).isTrue();
        assertThat(all.containPackage("io.datacapsule.model")).isTrue();
    }

    @Test
    @DisplayName("The core depends on no framework")
    void theCoreDependsOnNoFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "org.neo4j..",
                        "org.jooq..",
                        "java.sql..",
                        "javax.sql..",
                        "jakarta..",
                        "io.micrometer..",
                        "org.slf4j..")
                .check(all);
    }

    @Test
    @DisplayName("The model depends on nothing")
    void theModelDependsOnNothing() {
        classes()
                .that()
                .resideInAPackage("io.datacapsule.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.datacapsule.model..", "java..", "org.jspecify..")
                .check(all);
    }

    @Test
    @DisplayName("Features form no cycles")
    void featuresFormNoCycles() {
        slices().matching("io.datacapsule.(*)..").should().beFreeOfCycles().check(all);
        slices().matching("io.datacapsule.api.(*)..").should().beFreeOfCycles().check(all);
    }

    @Test
    @DisplayName("Only api depends on store modules")
    void onlyApiDependsOnStoreModules() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.datacapsule.api..",
                        "io.datacapsule.neo4j..",
                        "io.datacapsule.jdbc..",
                        "io.datacapsule.gremlin..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.datacapsule.neo4j..", "io.datacapsule.jdbc..", "io.datacapsule.gremlin..")
                .check(all);
        noClasses()
                .that()
                .resideInAPackage("io.datacapsule.neo4j..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.datacapsule.jdbc..")
                .check(all);
        noClasses()
                .that()
                .resideInAPackage("io.datacapsule.jdbc..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.datacapsule.neo4j..")
                .check(all);
    }

    @Test
    @DisplayName("Technologies stay home")
    void technologiesStayHome() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.datacapsule.neo4j..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.neo4j..")
                .check(all);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.datacapsule.jdbc..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jooq..", "java.sql..", "org.postgresql..", "com.zaxxer..")
                .check(all);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.datacapsule.gremlin..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.tinkerpop..")
                .check(all);
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.datacapsule.api.redis..", "io.datacapsule.api.ratelimit..", "io.datacapsule.api.cache..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.redisson..")
                .check(all);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.datacapsule.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "org.springframework.web..", "org.apache.catalina..")
                .check(all);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.datacapsule.api.observability..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "io.prometheus..")
                .check(all);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.datacapsule.api.tracing..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .check(all);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.datacapsule.api.airflow..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.hc..", "com.google.re2j..")
                .check(all);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.datacapsule.api.egress..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("inet.ipaddr..")
                .check(all);
    }

    @Test
    @DisplayName("Adapters are hidden")
    void adaptersAreHidden() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .bePackagePrivate()
                .check(all);
    }

    @Test
    @DisplayName("One exception family")
    void oneExceptionFamily() {
        DescribedPredicate<JavaClass> known = assignableTo(CatalogException.class)
                .or(DescribedPredicate.describe(
                        "translated before a caller sees it",
                        type -> !type.getModifiers().contains(JavaModifier.PUBLIC)
                                || type.getSimpleName().equals("CommitUnknownException")
                                || type.getSimpleName().equals("GraphMovedException")));
        classes()
                .that()
                .areAssignableTo(Throwable.class)
                .and(resideInAPackage("io.datacapsule.."))
                .should(be(known))
                .check(all);
    }

    @Test
    @DisplayName("No field injection, no static mutable state")
    void noFieldInjectionAndNoStaticMutableState() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .check(all);
        fields().that().areStatic().should().beFinal().check(all);
    }

    @Test
    @DisplayName("No names that say nothing")
    void noNamesThatSayNothing() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Processor|DTO|Dto)")
                .check(all);
    }

    @Test
    @DisplayName("Data is records")
    void dataIsRecords() {
        classes()
                .that()
                .resideInAPackage("io.datacapsule.model..")
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAssignableTo(Throwable.class)
                .and(DescribedPredicate.not(DescribedPredicate.describe(
                        "package descriptions", type -> type.getSimpleName().equals("package-info"))))
                .should()
                .beRecords()
                .check(all);
        noClasses().should().dependOnClassesThat().resideInAPackage("lombok..").check(all);
    }

    @Test
    @DisplayName("Every package says what it is")
    void everyPackageSaysWhatItIs() {
        Set<String> undescribed = all.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(pack -> !pack.getName().startsWith("io.datacapsule.jdbc.schema"))
                .filter(pack -> !pack.isAnnotatedWith(NullMarked.class))
                .map(pack -> pack.getName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(undescribed).isEmpty();
    }
}
