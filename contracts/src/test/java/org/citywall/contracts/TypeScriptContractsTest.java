package org.citywall.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import cz.habarta.typescript.generator.EnumMapping;
import cz.habarta.typescript.generator.Input;
import cz.habarta.typescript.generator.JsonLibrary;
import cz.habarta.typescript.generator.Settings;
import cz.habarta.typescript.generator.TypeScriptFileType;
import cz.habarta.typescript.generator.TypeScriptGenerator;
import cz.habarta.typescript.generator.TypeScriptOutputKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.AlarmLoad;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.TimelineEntry;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.DryRunReport;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.contracts.ebike.ChargerPage;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.ChargingSession;
import org.citywall.contracts.fire.RawPress;
import org.citywall.contracts.fire.TestWindow;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.live.HealthItem;
import org.citywall.contracts.live.WallMessage;
import org.citywall.contracts.slope.SlopeHistory;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.contracts.ticket.HotSpot;
import org.citywall.contracts.ticket.TicketBoard;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketProposal;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.contracts.ticket.TicketRules;
import org.junit.jupiter.api.Test;

/**
 * The browser's types are these records'. After an intended change: {@code mvn -pl contracts test
 * -Dcitywall.update=true}.
 */
class TypeScriptContractsTest {
    private static final Path GENERATED = Path.of("../web/src/contracts/generated.ts");

    @Test
    void generatedTypesAreThoseInTheWebModule() throws IOException {
        String generated = generate();
        if (Boolean.getBoolean("citywall.update")) {
            Files.createDirectories(GENERATED.getParent());
            Files.writeString(GENERATED, generated);
        }
        assertThat(Files.readString(GENERATED)).isEqualTo(generated);
    }

    private static String generate() {
        Settings settings = new Settings();
        settings.outputKind = TypeScriptOutputKind.module;
        settings.outputFileType = TypeScriptFileType.implementationFile;
        settings.jsonLibrary = JsonLibrary.jackson2;
        settings.mapEnum = EnumMapping.asUnion;
        settings.noFileComment = true;
        settings.noTslintDisable = true;
        settings.noEslintDisable = true;
        settings.quotes = "'";
        settings.optionalAnnotations = List.of(Nullable.class);
        settings.customTypeMappings =
                Map.of(
                        "java.time.Instant", "string",
                        "com.fasterxml.jackson.databind.JsonNode", "unknown");
        String text =
                new TypeScriptGenerator(settings)
                        .generateTypeScript(
                                Input.from(
                                        Alert.class,
                                        AlertAction.class,
                                        AlertTag.class,
                                        AlertRules.class,
                                        DryRunReport.class,
                                        AlarmLoad.class,
                                        CommandResult.class,
                                        TimelineEntry.class,
                                        DeviceStatus.class,
                                        RawPress.class,
                                        TestWindow.class,
                                        SlopeView.class,
                                        SlopeProfile.class,
                                        SlopeHistory.class,
                                        SlopeReading.class,
                                        ChargerPage.class,
                                        ChargerProfile.class,
                                        ChargingSession.class,
                                        HotSpot.class,
                                        TicketProposal.class,
                                        TicketBoard.class,
                                        TicketChange.class,
                                        TicketEvent.class,
                                        TicketOrder.class,
                                        TicketResult.class,
                                        TicketRules.class,
                                        RejectedEvent.class,
                                        HealthItem.class,
                                        Role.class,
                                        WallMessage.class));
        return "// Generated from the Java records of module contracts; do not edit"
                + " (see TypeScriptContractsTest).\n"
                + text.replace("\r\n", "\n");
    }
}
