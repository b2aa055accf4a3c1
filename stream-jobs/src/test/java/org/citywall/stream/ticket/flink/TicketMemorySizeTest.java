package org.citywall.stream.ticket.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.citywall.stream.ticket.TicketCase;
import org.citywall.stream.ticket.TicketMemory;
import org.junit.jupiter.api.Test;

class TicketMemorySizeTest {
    /** A million of them are a few hundred megabytes on disk. */
    @Test
    void anOpenCaseIsSmall() throws Exception {
        TicketMemory memory = TicketCase.dispatched().memory;
        DataOutputSerializer out = new DataOutputSerializer(1_024);
        TypeInformation.of(TicketMemory.class)
                .createSerializer(new SerializerConfigImpl())
                .serialize(memory, out);

        assertThat(out.length()).isLessThan(800);
    }
}
