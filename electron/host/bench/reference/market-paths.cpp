// The market simulation of the benchmark as a plain loop: Philox4x32-10, AS 241, std::exp, one path after the other.
// Same generator, same counters, same arithmetic per path as the kernel. Built with -O3 by the benchmark where a
// compiler is there. Arguments: paths, months, threads, rounds. Prints milliseconds of each round and the mean cost.
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

static void philox(uint32_t c[4], uint32_t k0, uint32_t k1) {
  for (int round = 0; round < 10; round++) {
    const uint64_t a = 0xd2511f53ull * c[0], b = 0xcd9e8d57ull * c[2];
    const uint32_t next[4] = {uint32_t(b >> 32) ^ c[1] ^ k0, uint32_t(b), uint32_t(a >> 32) ^ c[3] ^ k1, uint32_t(a)};
    for (int i = 0; i < 4; i++) c[i] = next[i];
    k0 += 0x9e3779b9u;
    k1 += 0xbb67ae85u;
  }
}

static double uniform(uint32_t a, uint32_t b) { return ((a >> 5) * 67108864.0 + (b >> 6) + 0.5) / 9007199254740992.0; }

static double ratio(const double* top, const double* bottom, double r) {
  double p = top[0], q = bottom[0];
  for (int i = 1; i < 8; i++) p = p * r + top[i];
  for (int i = 1; i < 8; i++) q = q * r + bottom[i];
  return p / q;
}

static double normal(double u) {
  static const double a[8] = {2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
                              13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608};
  static const double b[8] = {5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
                              5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1};
  static const double c[8] = {7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
                              3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734};
  static const double d[8] = {1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
                              0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1};
  static const double e[8] = {2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
                              0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772};
  static const double f[8] = {2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
                              0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1};
  const double q = u - 0.5;
  if (std::fabs(q) <= 0.425) return q * ratio(a, b, 0.180625 - q * q);
  const double r = std::sqrt(-std::log(q < 0 ? u : 1 - u));
  const double z = r <= 5 ? ratio(c, d, r - 1.6) : ratio(e, f, r - 5);
  return q < 0 ? -z : z;
}

struct Market {
  int months, factors;
  std::vector<double> persistence, drift, loading, exposure, open, margin;
};

/** The same market as marketCase() of simulation-benchmark.ts. */
static Market market(int months) {
  const int K = 4;
  const double dt = 1.0 / 12, vols[K] = {0.45, 0.6, 0.3, 0.2}, kappas[K] = {0, 1.2, 0, 0};
  double root[K][K] = {};
  for (int i = 0; i < K; i++)
    for (int j = 0; j <= i; j++) {
      double rest = i == j ? 1 : 0.4;
      for (int k = 0; k < j; k++) rest -= root[i][k] * root[j][k];
      root[i][j] = i == j ? std::sqrt(rest) : rest / root[j][j];
    }
  Market m{months, K, std::vector<double>(K), std::vector<double>(months * K), std::vector<double>(months * K * K),
           std::vector<double>(months * K), std::vector<double>(months * K), std::vector<double>(months)};
  for (int k = 0; k < K; k++) {
    const double decay = std::exp(-kappas[k] * dt);
    const double variance = kappas[k] > 0 ? vols[k] * vols[k] * (1 - decay * decay) / (2 * kappas[k]) : vols[k] * vols[k] * dt;
    m.persistence[k] = decay;
    double total = 0, before = 0;
    for (int month = 0; month < months; month++) {
      total = decay * decay * total + variance;
      m.drift[month * K + k] = -0.5 * total - decay * before;
      before = -0.5 * total;
      for (int j = 0; j <= k; j++) m.loading[(month * K + k) * K + j] = std::sqrt(variance) * root[k][j];
      m.exposure[month * K + k] = 1000.0 * (k + 1);
      m.open[month * K + k] = 500.0 * (months - month);
    }
  }
  for (int month = 0; month < months; month++) m.margin[month] = 120.0 * (months - month);
  return m;
}

static void simulate(const Market& m, long from, long to, double* cost, double* gain, double* peak) {
  const int K = m.factors, n = m.months * K;
  std::vector<double> z(n + 1), state(K), before(K);
  for (long path = from; path < to; path++) {
    for (int i = 0; i < n; i += 2) {
      uint32_t c[4] = {uint32_t(path), uint32_t(i / 2), 0, 0};
      philox(c, 42, 0);
      z[i] = normal(uniform(c[0], c[1]));
      z[i + 1] = normal(uniform(c[2], c[3]));
    }
    for (int k = 0; k < K; k++) {
      state[k] = 0;
      before[k] = 1;
    }
    double spent = 0, won = 0, worst = m.margin[0];
    for (int month = 0; month < m.months; month++) {
      double bought = 0, moved = 0, volume = 1;
      for (int k = 0; k < K; k++) {
        const int at = month * K + k;
        double shock = m.drift[at];
        for (int j = 0; j <= k; j++) shock += m.loading[at * K + j] * z[month * K + j];
        state[k] = m.persistence[k] * state[k] + shock;
        const double level = std::exp(state[k]);
        moved += m.open[at] * (level - before[k]);
        before[k] = level;
        if (k == K - 1) volume = level;
        else bought += m.exposure[at] * level;
      }
      spent += volume * bought;
      won += moved;
      const double need = m.margin[month] - won;
      if (need > worst) worst = need;
    }
    cost[path] = spent;
    gain[path] = won;
    peak[path] = worst;
  }
}

int main(int, char** argv) {
  const long paths = std::atol(argv[1]);
  const Market m = market(std::atoi(argv[2]));
  const int threads = std::atoi(argv[3]), rounds = std::atoi(argv[4]);
  std::vector<double> cost(paths), gain(paths), peak(paths);
  for (int round = 0; round < rounds; round++) {
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::thread> others;
    for (int t = 1; t < threads; t++)
      others.emplace_back([&, t] { simulate(m, paths * t / threads, paths * (t + 1) / threads, cost.data(), gain.data(), peak.data()); });
    simulate(m, 0, paths / threads, cost.data(), gain.data(), peak.data());
    for (auto& other : others) other.join();
    std::printf("%.3f\n", std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  double total = 0;
  for (long p = 0; p < paths; p++) total += cost[p] - gain[p];
  std::printf("%.12g\n", total / paths);
}
