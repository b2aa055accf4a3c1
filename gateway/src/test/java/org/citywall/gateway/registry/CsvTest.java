package org.citywall.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.citywall.gateway.registry.ImportResult.LineError;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void linesAreThoseOfTheFileEvenWithQuotedLineBreaks() {
        Csv csv = Csv.read(ImportKind.PLACES, "\ufeffpath,name\r\na,\"甲\n街\"\r\n\r\nb,乙\r\n");

        assertThat(csv.errors()).isEmpty();
        assertThat(csv.rows()).extracting(ImportRow::line).containsExactly(2L, 5L);
        assertThat(csv.rows().get(0).get("name")).isEqualTo("甲\n街");
    }

    @Test
    void columnOrderIsFreeAndOptionalColumnsMayBeMissing() {
        Csv csv = Csv.read(ImportKind.DEVICES, "siteId,kind,domain,id\nB-1,panel,fire,P-1\n");

        assertThat(csv.errors()).isEmpty();
        assertThat(csv.rows().get(0).get("id")).isEqualTo("P-1");
        assertThat(csv.rows().get(0).get("point")).isEmpty();
    }

    @Test
    void rowWithTooFewValuesIsNamed() {
        assertThat(Csv.read(ImportKind.PLACES, "path,name\na\n").errors())
                .containsExactly(new LineError(2, "", "has 1 values instead of 2"));
    }

    @Test
    void emptyTextHasNoHeader() {
        assertThat(Csv.read(ImportKind.PLACES, "").errors()).isNotEmpty();
    }

    @Test
    void parentsMayComeLaterInTheSameFile() {
        List<ImportRow> rows = Csv.read(ImportKind.PLACES, "path,name\na/b,乙\na,甲\n").rows();

        assertThat(new RowCheck(ImportKind.PLACES, Map.of(), List.of()).check(rows)).isEmpty();
    }

    @Test
    void noMoreThanAHundredErrorsAreTold() {
        StringBuilder text = new StringBuilder("id,domain,kind,siteId\n");
        for (int i = 0; i < 500; i++) {
            text.append("D-").append(i).append(",fire,panel,nowhere\n");
        }
        List<ImportRow> rows = Csv.read(ImportKind.DEVICES, text.toString()).rows();

        assertThat(
                        new RowCheck(ImportKind.DEVICES, Map.of("siteId", Set.of("B-1")), List.of())
                                .check(rows))
                .hasSize(RowCheck.MAX_ERRORS);
    }
}
