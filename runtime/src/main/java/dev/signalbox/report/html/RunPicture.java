package dev.signalbox.report.html;

import dev.signalbox.report.timeline.RunTimeline;

/**
 * One run of a report.
 *
 * @param name what tells it from the others, such as the policy
 * @param finding what stands out in it, or why it hangs; one sentence or several lines
 * @param timeline all that happened in it
 */
public record RunPicture(String name, String finding, RunTimeline timeline) {}
