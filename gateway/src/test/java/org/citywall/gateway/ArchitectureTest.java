package org.citywall.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** The directions between the packages of the gateway. */
@AnalyzeClasses(
        packages = "org.citywall.gateway",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BASE = "org.citywall.gateway.";

    @ArchTest
    static final ArchRule nobodyKnowsTheComposition =
            noClasses()
                    .that()
                    .resideInAPackage(BASE + "*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.citywall.gateway");

    @ArchTest
    static final ArchRule theGatewayKnowsNoStreamJobs =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.citywall.stream..", "org.apache.flink..");

    @ArchTest
    static final ArchRule featuresDoNotKnowEachOther =
            noClasses()
                    .that()
                    .resideInAPackage(BASE + "ingest..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            BASE + "command..",
                            BASE + "record..",
                            BASE + "live.view..",
                            BASE + "live.ws..",
                            BASE + "ops..");

    @ArchTest
    static final ArchRule liveKnowsNoIngestAndNoRecord =
            noClasses()
                    .that()
                    .resideInAPackage(BASE + "live..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            BASE + "ingest..",
                            BASE + "registry..",
                            BASE + "record..",
                            BASE + "command..",
                            BASE + "ops..");

    @ArchTest
    static final ArchRule topicsKnowNoTransport =
            noClasses()
                    .that()
                    .resideInAPackage(BASE + "live.topic..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.vertx..", "io.lettuce..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule redisStaysInTheLiveView =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(BASE + "live.view..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.lettuce..");

    @ArchTest
    static final ArchRule kafkaStaysWhereTheLogIsReadOrWritten =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            BASE + "kafka..",
                            BASE + "record..",
                            BASE + "live.raw..",
                            BASE + "live.canary..",
                            BASE + "ingest.quarantine..",
                            "org.citywall.gateway")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule theCodecOfPanelsIsPure =
            classes()
                    .that()
                    .resideInAPackage(BASE + "ingest.gb26875.codec..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java.lang..",
                            "java.nio..",
                            "java.time..",
                            "java.util..",
                            BASE + "ingest.line.codec..",
                            BASE + "ingest.gb26875.codec..");

    @ArchTest
    static final ArchRule theCodecOfChargersIsPure =
            classes()
                    .that()
                    .resideInAPackage(BASE + "ingest.charger.codec..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java.io..",
                            "java.lang..",
                            "java.nio..",
                            "java.util..",
                            BASE + "ingest.line.codec..",
                            BASE + "ingest.charger.codec..");

    @ArchTest
    static final ArchRule whatTheCodecsHaveInCommonIsPure =
            classes()
                    .that()
                    .resideInAPackage(BASE + "ingest.line.codec..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java.lang..", "java.util..", BASE + "ingest.line.codec..");

    @ArchTest
    static final ArchRule timeComesFromAClock =
            noClasses()
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule noDrawerForEverything = noClasses().should().resideInAPackage("..util..");

    @ArchTest
    static final ArchRule packagesOfLiveHaveNoCycles =
            slices().matching(BASE + "live.(*)..").should().beFreeOfCycles();
}
