package org.citywall.launcher;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The launcher joins everything; its own packages stay apart. */
@AnalyzeClasses(
        packages = "org.citywall.launcher",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Devices share the pure codecs of their protocols with the gateway, nothing else. */
    private static final DescribedPredicate<JavaClass> GATEWAY_BUT_THE_CODEC =
            resideInAnyPackage("org.citywall.gateway..")
                    .and(
                            not(
                                    resideInAnyPackage(
                                            "org.citywall.gateway.ingest.gb26875.codec..",
                                            "org.citywall.gateway.ingest.charger.codec..")));

    @ArchTest
    static final ArchRule embeddedServersKnowNothingOfCitywall =
            noClasses()
                    .that()
                    .resideInAPackage("..launcher.embedded..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.citywall.gateway..",
                            "org.citywall.stream..",
                            "..launcher.demo..",
                            "..launcher.bench..");

    @ArchTest
    static final ArchRule simulatedDevicesSpeakOnlyThroughSockets =
            noClasses()
                    .that()
                    .resideInAPackage("..launcher.demo..")
                    .should()
                    .dependOnClassesThat(
                            GATEWAY_BUT_THE_CODEC.or(
                                    resideInAnyPackage(
                                            "org.citywall.stream..",
                                            "..launcher.embedded..",
                                            "org.apache.kafka..",
                                            "io.lettuce..")));

    @ArchTest
    static final ArchRule clientsSpeakOnlyThroughSockets =
            noClasses()
                    .that()
                    .resideInAPackage("..launcher.client..")
                    .should()
                    .dependOnClassesThat(
                            GATEWAY_BUT_THE_CODEC.or(resideInAnyPackage("org.citywall.stream..")));

    @ArchTest
    static final ArchRule nothingIsCalledUtil = noClasses().should().resideInAPackage("..util..");
}
