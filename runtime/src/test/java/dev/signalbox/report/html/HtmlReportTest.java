package dev.signalbox.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.device.Engine;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.event.Schedule;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.report.timeline.RunTimeline;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final String HOSTILE = "</script><script>alert(1)</script><!-- & \"'\u2028";

    private static String page(String name, String script) throws IOException {
        StringBuilder out = new StringBuilder();
        HtmlReport.write(name, List.of(new RunPicture(name, name, timeline(name))), script, out);
        return out.toString();
    }

    /** A run in which everything that may carry a name of a program carries this one. */
    private static RunTimeline timeline(String name) {
        RunTimeline timeline = new RunTimeline();
        timeline.report(new Fact.RunBegan(5, "1", new Schedule("uniform", 7), "{\"ring\":{\"policy\":\"fifo\"}}"));
        timeline.report(new Fact.DeviceOpened(5, name, List.of(new Engine("RCS", "RCS", 2))));
        timeline.report(new Fact.ClientOpened(6, 1, name));
        timeline.report(new Fact.WorkloadGiven(6, 1, "wsim", name, name, 3, 9));
        timeline.report(new Fact.EntityOpened(6, 1, 1, 2, name, Priority.HIGH, List.of(0), false));
        FenceId job = new FenceId(3, 1);
        FenceId external = new FenceId(9, 4);
        timeline.report(new Fact.JobAccepted(7, 1, job, 42, Work.endless(), 1, List.of(external), List.of()));
        timeline.report(new Fact.JobQueued(8, 0, job, 1));
        timeline.report(new Fact.JobRan(9, 0, job, 1, 1));
        timeline.report(new DeviceFact.ResetRequested(14, 0, 1, ResetScope.JOB, name));
        timeline.report(new DeviceFact.FailureInjected(16, -1, 0, name));
        timeline.report(new Fact.JobFinished(19, 1, job, 9, Errno.ECANCELED));
        timeline.report(new Fact.JobAccepted(20, 1, new FenceId(3, 2), 43, Work.none(), 1, List.of(job), List.of()));
        timeline.report(new Fact.CycleBegan(7, 1, 0));
        timeline.report(new Fact.CycleEnded(19, 1, 0, true));
        timeline.report(new Fact.ExpectationChecked(19, 1, name, false, name, name));
        timeline.report(new Fact.RunEnded(25, RunOutcome.HANGS));
        return timeline;
    }

    private static String data(String page) {
        String start = "id=\"data\">";
        int from = page.indexOf(start) + start.length();
        return page.substring(from, page.indexOf("</script>", from)).strip();
    }

    @Test
    void theDataIsColumnsOfDifferences() throws IOException {
        assertThat(data(page("n", "")))
                .startsWith(("{'schema':2,'headline':'n','runs':[{'name':'n','finding':'n','version':'1',"
                                + "'schedule':{'chooser':'uniform','seed':'7'},"
                                + "'config':'{\\'ring\\':{\\'policy\\':\\'fifo\\'}}','outcome':'HANGS',"
                                + "'workloads':[{'client':1,'format':'wsim','name':'n','cycles':3,'seed':'9'}],"
                                + "'expectations':[{'client':1,'what':'n','met':0,'expected':'n','actual':'n'}],"
                                + "'device':'n','began':5,'rings':[{'name':'RCS','credits':2}],"
                                + "'queues':[{'entity':1,'client':1,'context':2,'name':'n','priority':'HIGH','slots':1}],"
                                + "'jobs':{'errors':['" + errors() + "'],"
                                + "'queue':[0,0],'seqno':[1,2],'slot':[0,0],'tag':[42,43],'credits':[1,1],"
                                + "'work':[-1,0],'ring':[0,-1],'accepted':[2,13],'queued':[1,null],'given':[1,null],"
                                + "'start':[0,null],'end':[12,null],'left':[0,null],'status':["
                                + (List.of(Errno.values()).indexOf(Errno.ECANCELED) + 1) + ",null],"
                                + "'waits':[1,1],'on':[0,2],'fences':['9:4']},"
                                + "'cycles':{'client':[1],'cycle':[0],'began':[2],'ended':[12],'missed':[1]},"
                                + "'incidents':{'time':[9,2],'ring':[0,-1],'kind':['reset request','injected failure'],"
                                + "'job':['3:1',''],'text':['RCS asked for a job reset because of job 3:1 (n)',"
                                + "'n injected on the device']},"
                                + "'depths':[{'time':[3,1],'jobs':[1,0]}],'summary':")
                        .replace("\\'", "\\\"")
                        .replace('\'', '"'));
    }

    private static String errors() {
        return Arrays.stream(Errno.values()).map(Errno::name).collect(Collectors.joining("','"));
    }

    @Test
    void namesAreDataAndNeverMarkup() throws IOException {
        String plain = page("plain", "");
        String hostile = page(HOSTILE, "");

        for (String tag : List.of("<script", "</script", "<!--", "<img", "alert(1)</")) {
            assertThat(count(hostile, tag)).as(tag).isEqualTo(count(plain, tag));
        }
        assertThat(data(hostile))
                .contains("\\u003c/script\\u003e\\u003cscript\\u003ealert(1)", "\\u0026", "\\u2028")
                .doesNotContain("<", ">", "&");
    }

    private static long count(String text, String part) {
        return Pattern.compile(Pattern.quote(part), Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .results()
                .count();
    }

    @Test
    void thePageCarriesEverythingAndLoadsNothing() throws IOException {
        String page = page("n", "/* the script of the charts */");

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("/* the script of the charts */", "default-src 'none'", "Apache License")
                .doesNotContain("{{", " src=", "<link", "@import", "url(");
    }

    @Test
    void theSameFactsGiveTheSamePage() throws IOException {
        assertThat(page("n", "")).isEqualTo(page("n", ""));
    }

    @Test
    void aScriptThatWouldEndItsElementIsRefused() {
        assertThatThrownBy(() -> page("n", "x('</SCRIPT>')"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("end of a script");
    }
}
