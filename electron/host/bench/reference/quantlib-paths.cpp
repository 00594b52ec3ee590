// The benchmark's market by QuantLib's own path generator: four correlated factors, monthly steps, spend, hedge and
// margin per path. Argument 1: "bsm" (Black-Scholes process) or "euler" (plain geometric Brownian motion, Euler steps).
// Then paths, months, rounds. Prints milliseconds of each round and the mean cost. Drift 0, no mean reversion.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ql/quantlib.hpp>
using namespace QuantLib;

int main(int, char** argv) {
  const bool isBlackScholes = std::strcmp(argv[1], "bsm") == 0;
  const Size paths = std::atol(argv[2]), months = std::atoi(argv[3]);
  const int rounds = std::atoi(argv[4]);
  const Size K = 4;
  const double vols[K] = {0.45, 0.6, 0.3, 0.2};
  Settings::instance().evaluationDate() = Date(2, January, 2026);
  const DayCounter days = Actual365Fixed();
  const Date today = Settings::instance().evaluationDate();
  std::vector<ext::shared_ptr<StochasticProcess1D>> processes;
  const Handle<YieldTermStructure> flat(ext::make_shared<FlatForward>(today, 0.0, days));
  for (Size k = 0; k < K; k++) {
    if (isBlackScholes)
      processes.push_back(ext::make_shared<BlackScholesMertonProcess>(
          Handle<Quote>(ext::make_shared<SimpleQuote>(1.0)), flat, flat,
          Handle<BlackVolTermStructure>(ext::make_shared<BlackConstantVol>(today, NullCalendar(), vols[k], days))));
    else
      processes.push_back(ext::make_shared<GeometricBrownianMotionProcess>(1.0, 0.0, vols[k]));
  }
  Matrix correlation(K, K, 0.4);
  for (Size k = 0; k < K; k++) correlation[k][k] = 1.0;
  const auto process = ext::make_shared<StochasticProcessArray>(processes, correlation);
  std::vector<double> cost(paths), peak(paths);
  double total = 0;
  for (int round = 0; round < rounds; round++) {
    const TimeGrid grid(months / 12.0, months);
    MultiPathGenerator<PseudoRandom::rsg_type> generator(process, grid, PseudoRandom::make_sequence_generator(K * months, 42), false);
    const auto start = std::chrono::steady_clock::now();
    for (Size path = 0; path < paths; path++) {
      const MultiPath& drawn = generator.next().value;
      double spent = 0, won = 0, worst = 120.0 * months;
      for (Size month = 0; month < months; month++) {
        double bought = 0, moved = 0;
        for (Size k = 0; k < K; k++) {
          moved += 500.0 * (months - month) * (drawn[k][month + 1] - drawn[k][month]);
          if (k + 1 < K) bought += 1000.0 * (k + 1) * drawn[k][month + 1];
        }
        spent += drawn[K - 1][month + 1] * bought;
        won += moved;
        worst = std::max(worst, 120.0 * (months - month) - won);
      }
      cost[path] = spent - won;
      peak[path] = worst;
    }
    std::printf("%.3f\n", std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    total = 0;
    for (const double each : cost) total += each;
  }
  std::printf("%.12g\n", total / paths);
}
