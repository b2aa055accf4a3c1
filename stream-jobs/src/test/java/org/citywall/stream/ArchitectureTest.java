package org.citywall.stream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.Architectures;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    /** By path: four times as fast as by package name. */
    private static final JavaClasses CLASSES =
            new ClassFileImporter().importPath(Path.of("target/classes"));

    @Test
    void rulesKnowNoFlinkKafkaOrRedis() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..flink..", "..io..", "..job..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "io.lettuce..")
                .check(CLASSES);
    }

    @Test
    void timeIsAnArgument() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("org.citywall.stream.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void layersPointInwards() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("jobs")
                .definedBy("..stream.job..")
                .layer("edges")
                .definedBy("..stream.io..")
                .layer("operators")
                .definedBy("..stream.*.flink..")
                .layer("rules")
                .definedBy(
                        "org.citywall.stream.fire",
                        "org.citywall.stream.alert",
                        "org.citywall.stream.area",
                        "org.citywall.stream.ebike",
                        "org.citywall.stream.slope",
                        "org.citywall.stream.slope.level",
                        "org.citywall.stream.slope.model",
                        "org.citywall.stream.slope.quality",
                        "org.citywall.stream.slope.series",
                        "org.citywall.stream.insight",
                        "org.citywall.stream.ground",
                        "org.citywall.stream.log",
                        "org.citywall.stream.ticket",
                        "org.citywall.stream.ticket.calendar",
                        "org.citywall.stream.dedupe")
                .whereLayer("jobs")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("edges")
                .mayOnlyBeAccessedByLayers("jobs")
                .whereLayer("operators")
                .mayOnlyBeAccessedByLayers("jobs", "edges")
                .check(CLASSES);
    }

    @Test
    void featuresDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("..stream.fire..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..stream.alert..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..stream.alert..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..stream.fire..")
                .check(CLASSES);
    }

    @Test
    void nothingIsCalledUtil() {
        noClasses()
                .should()
                .resideInAPackage("..util..")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .check(CLASSES);
    }
}
