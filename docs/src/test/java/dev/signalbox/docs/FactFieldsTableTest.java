package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.report.FactFields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FactFieldsTableTest {
    @Test
    void theTableNamesTheFieldsOfEveryKindInTheirOrder() {
        Map<String, List<String>> table = new TreeMap<>();
        for (List<String> row :
                Page.read(Checkout.root().resolve("docs/replay.md")).rowsBelow("Fields")) {
            table.put(Page.quoted(row.get(0)).get(0), Page.quoted(row.get(1)));
        }
        assertThat(table).isEqualTo(FactFields.kinds());
    }
}
