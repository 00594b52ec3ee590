// QuantLib's options on the benchmark's inputs. Argument 1: black, implied, turnbull-wakeman or asian; then the count of
// options and of rounds. Prints nanoseconds per option of each round and the sum of results. Inputs as in options-benchmark.ts.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <ql/quantlib.hpp>
using namespace QuantLib;

/** Equally spread over [0, 1). */
static double spread(int i, double step) {
  const double x = (i + 1) * step;
  return x - std::floor(x);
}

struct Case {
  Option::Type type;
  double forward, strike, years, volatility;
};

static Case option(int i) {
  const double forward = 2.5;
  return {i % 2 ? Option::Call : Option::Put, forward, forward * (0.7 + 0.6 * spread(i, 0.6180339887498949)),
          0.1 + 1.9 * spread(i, 0.7548776662466927), 0.15 + 0.85 * spread(i, 0.5698402909980532)};
}

static const double rate = 0.045;

/** Computed but not compared: QuantLib's rho moves the forward as well, its probability is the call's. */
static volatile double other;

static double black(int count) {
  double total = 0;
  for (int i = 0; i < count; i++) {
    const Case o = option(i);
    const BlackCalculator b(o.type, o.strike, o.forward, o.volatility * std::sqrt(o.years), std::exp(-rate * o.years));
    total += b.value() + b.deltaForward() + b.gammaForward() + b.vega(o.years) + b.theta(o.forward, o.years) +
             b.strikeSensitivity();
    other = b.rho(o.years) + b.itmCashProbability();
  }
  return total;
}

static double implied(int count, const std::vector<double>& prices) {
  double total = 0;
  for (int i = 0; i < count; i++) {
    const Case o = option(i);
    total += blackFormulaImpliedStdDev(o.type, o.strike, o.forward, prices[i]) / std::sqrt(o.years);
  }
  return total;
}

/** 21 fixings of one month that begins in a quarter of a year, zero carry, as an instrument with the given engine. */
static double averages(int count, bool isExact) {
  const Date today(2, January, 2026);
  Settings::instance().evaluationDate() = today;
  const DayCounter days = Actual365Fixed();
  const auto spot = ext::make_shared<SimpleQuote>(2.5);
  const auto vol = ext::make_shared<SimpleQuote>(0.5);
  const Handle<YieldTermStructure> curve(ext::make_shared<FlatForward>(today, rate, days));
  const auto process = ext::make_shared<BlackScholesMertonProcess>(
      Handle<Quote>(spot), curve, curve,
      Handle<BlackVolTermStructure>(ext::make_shared<BlackConstantVol>(today, NullCalendar(), Handle<Quote>(vol), days)));
  std::vector<Date> fixings;
  for (int day = 0; day < 21; day++) fixings.push_back(today + 90 + day);
  ext::shared_ptr<PricingEngine> engine;
  if (isExact)
    engine = ext::make_shared<FdBlackScholesAsianEngine>(process);
  else
    engine = ext::make_shared<TurnbullWakemanAsianEngine>(process);
  std::vector<ext::shared_ptr<DiscreteAveragingAsianOption>> options;
  for (int k = 0; k < 8; k++) {
    options.push_back(ext::make_shared<DiscreteAveragingAsianOption>(
        Average::Arithmetic, 0.0, 0, fixings, ext::make_shared<PlainVanillaPayoff>(Option::Call, 2.5 * (0.8 + 0.05 * k)),
        ext::make_shared<EuropeanExercise>(fixings.back())));
    options.back()->setPricingEngine(engine);
  }
  double total = 0;
  for (int i = 0; i < count; i++) {
    vol->setValue(0.15 + 0.85 * spread(i, 0.5698402909980532));
    total += options[i % 8]->NPV();
  }
  return total;
}

int main(int, char** argv) {
  const std::string which = argv[1];
  const int count = std::atoi(argv[2]), rounds = std::atoi(argv[3]);
  std::vector<double> prices;
  if (which == "implied")
    for (int i = 0; i < count; i++) {
      const Case o = option(i);
      prices.push_back(blackFormula(o.type, o.strike, o.forward, o.volatility * std::sqrt(o.years)));
    }
  double total = 0;
  for (int round = 0; round < rounds; round++) {
    const auto start = std::chrono::steady_clock::now();
    total = which == "black" ? black(count) : which == "implied" ? implied(count, prices) : averages(count, which == "asian");
    std::printf("%.3f\n", std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() / count);
  }
  std::printf("%.12g\n", total);
}
