package org.citywall.launcher.replay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A table with a line of names; a map says what its columns mean. */
final class CsvRecording implements Recording {
    private final byte[] bytes;
    private final List<? extends RowMap> maps;

    CsvRecording(byte[] bytes, List<? extends RowMap> maps) {
        this.bytes = bytes;
        this.maps = maps;
    }

    @Override
    public void read(Sink sink) throws IOException, InterruptedException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        try (CSVParser rows =
                CSVParser.parse(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8, format)) {
            maps.forEach(map -> map.check(rows.getHeaderNames()));
            for (CSVRecord row : rows) {
                String where = "line " + rows.getCurrentLineNumber();
                for (RowMap map : maps) {
                    take(map, row, where, sink);
                }
            }
        }
    }

    private static void take(RowMap map, CSVRecord row, String where, Sink sink)
            throws InterruptedException {
        RecordedReading reading;
        try {
            reading = map.of(row);
        } catch (IllegalArgumentException e) {
            sink.reject(where, e.getMessage());
            return;
        }
        if (reading != null) {
            sink.take(where, reading);
        }
    }
}
