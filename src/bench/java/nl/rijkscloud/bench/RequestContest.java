package nl.rijkscloud.bench;

import java.util.List;

/**
 * One request again and again on connections that stay, against nginx with the same bytes in a file.
 *
 * @param key begins the names of the figures
 * @param body of the answer
 * @param times that each connection asks
 */
record RequestContest(String key, Offer ours, byte[] body, int times) {
    private static final int CONNECTIONS = 8;

    static List<String> keys(String key) {
        return List.of(key + "VsNginx", key + "RequestsPerSecond", key + "CpuMicroseconds",
                key + "WithPostgresCpuMicroseconds");
    }

    void run(Lab lab, Figures figures) throws Exception {
        var theirs = lab.nginx().offer(body);
        var streams = new Streams(lab, CONNECTIONS);
        Rounds.Side our = () -> streams.fetch(ours, times, i -> new String[0]);
        Rounds.Side their = () -> streams.fetch(theirs, times, i -> new String[0]);
        var contest = Contest.run(lab, our, their);
        var requests = CONNECTIONS * times;
        var what = key + " of " + body.length + " bytes, " + CONNECTIONS + " connections";
        figures.add(key + "VsNginx", what + ": speed, Nginx = 1" + Contest.CACHED, contest.ratio());
        figures.add(key + "RequestsPerSecond", what + ": requests/s",
                contest.ours(sample -> requests / sample.seconds()));
        figures.add(key + "NginxRequestsPerSecond", what + ", Nginx: requests/s",
                contest.theirs(sample -> requests / sample.seconds()));
        figures.add(key + "CpuMicroseconds", what + ": CPU us per request, JVM",
                contest.ours(sample -> sample.cpuSeconds() / requests * 1e6));
        figures.add(key + "WithPostgresCpuMicroseconds", what + ": CPU us per request, JVM and PostgreSQL",
                contest.ours(sample -> (sample.cpuSeconds() + sample.databaseCpuSeconds()) / requests * 1e6));
    }
}
